"""What an instrument's name says about its sound: how its notes begin, last and end.

Families: *bowed*, *blown* and *reeds* (of an accordion, an organ) last as long as they are played, *plucked* notes and
those of *keys* begin at once and die away; *voice*; *percussion*, pitched or not; *melodic* is any other one. The
app stores English names, people also write their own, in the languages of the app. The longest part of a name that is
known decides, so that a harpsichord is no harp; what names a voice part ("alto") is a voice when it stands alone.
"""

_NAMES = {
    "percussion": """
        drum, percussion, snare, cajon, cajón, timpani, marimba, xylophone, vibraphone, glockenspiel, handpan,
        steelpan, djembe, tabla, conga, bongo, cymbal, castanet, maraca, tambourine, 타악기, 드럼, 장구, 꽹과리,
        마림바, 打擊樂, 打击乐, 鼓, 木琴, 鐵琴, 顫音琴, 手碟, janggu, 팀파니, 실로폰, 비브라폰, 글로켄슈필, 카혼,
        타블라, 핸드팬, tamborim, pandeiro, surdo, repinique, cuica, cuíca, agogo, agogô, ganza, ganzá, shekere,
        timbales, guiro, güiro, cabasa, claves, cowbell, woodblock, wood block, temple block, vibraslap, shaker,
        triangle, gong, tam-tam, chimes, tubular bell, cymbals, taiko, darbuka, darabuka, doumbek, bendir, mazhar,
        mridangam, ghatam, kanjira, pakhawaj, dholak, bodhran, bodhrán, crotales, 심벌즈, 심벌, 젬베, 콩가, 봉고,
        탬버린, 트라이앵글, 캐스터네츠, 쉐이커, 소고, 큰북, 작은북, 카우벨, 우드블록, 鈴鼓, 三角鐵, 沙鈴, 響板, 鑼,
        鈸, 木魚, 梆子, 拍板
        """,
    "bowed": """
        violin, viola, viol, cello, double bass, contrabass, upright bass, fiddle, erhu, gaohu, zhonghu, haegeum,
        ajaeng, morin khuur, sarangi, nyckelharpa, rebec, 바이올린, 비올라, 첼로, 콘트라베이스, 더블베이스, 해금,
        아쟁, 小提琴, 中提琴, 大提琴, 低音提琴, 提琴, 胡琴, 二胡, 高胡, 中胡, 얼후, 가오후, 중후, 奚琴, 牙箏,
        kemence, kemençe, kemenche, kamancheh, kamanche, gadulka, hardanger, hurdy-gurdy, jouhikko, esraj, dilruba
        """,
    "plucked": """
        guitar, harp, lute, lyre, ukulele, banjo, mandolin, mandola, bass guitar, electric bass, sitar, sarod, oud,
        theorbo, zither, kantele, dulcimer, balalaika, bouzouki, charango, kora, guzheng, guqin, pipa, ruan, yangqin,
        koto, shamisen, gayageum, geomungo, 기타, 하프, 우쿨렐레, 만돌린, 가야금, 거문고, 吉他, 豎琴, 竖琴, 箜篌,
        烏克麗麗, 古箏, 古筝, 箏, 古琴, 琵琶, 柳琴, 中阮, 揚琴, 扬琴, 月琴, 阮, 三弦, 曼陀林, 斑鳩琴,
        魯特琴, 電貝斯, 伽倻琴, 玄鶴琴, 三味線, 西塔琴, 烏德琴, 卡林巴, kalimba, liuqin, sanxian, 만돌린, 밴조, 류트,
        고쟁, 고금, 비파, 류친, 완함, 싼셴, 양금, 고토, 샤미센, 시타르, 우드, 칼림바,
        tanbur, tambura, tanpura, baglama, bağlama, qanun, kanun, santur, santoor, setar, rubab, veena, cimbalom,
        cavaquinho, cuatro, cittern, vihuela, bandurria, psaltery, biwa
        """,
    "blown": """
        flute, piccolo, recorder, whistle, oboe, cor anglais, clarinet, bassoon, saxophone, sax, shawm, trumpet,
        cornet, flugelhorn, horn, trombone, sackbut, tuba, euphonium, bugle, bagpipe, ocarina, harmonica, didgeridoo,
        shakuhachi, dizi, xiao, suona, sheng, daegeum, danso, piri, taepyeongso, 플루트, 피콜로, 리코더, 오보에,
        클라리넷, 바순, 색소폰, 트럼펫, 코넷, 호른, 트롬본, 튜바, 유포늄, 하모니카, 오카리나, 대금, 단소, 피리,
        태평소, 長笛, 长笛, 短笛, 直笛, 笛, 雙簧管, 双簧管, 單簧管, 单簧管, 黑管, 豎笛, 低音管, 巴松管, 薩克斯,
        萨克斯, 小號, 小号, 法國號, 圆号, 長號, 长号, 低音號, 大号, 口琴, 簫, 箫, 嗩吶, 唢呐, 笙,
        英國管, 短號, 柔音號, 大笒, 觱篥, 尺八, 葫蘆絲, hulusi, 틴 휘슬, 백파이프, 유포니움, 디쯔, 퉁소, 쑤오나, 생황,
        후루쓰, 샤쿠하치, kaval, duduk, zurna, bansuri, quena, pan flute, panpipe, fife, crumhorn, dulcian, chalumeau
        """,
    "keys": """
        piano, keyboard, fortepiano, harpsichord, clavichord, spinet, virginal, celesta, clavinova, synth, 피아노,
        키보드, 하프시코드, 신디사이저, 鋼琴, 钢琴, 鍵盤, 键盘, 電子琴, 大鍵琴
        """,
    "reeds": """
        organ, harmonium, accordion, concertina, bandoneon, melodica, 오르간, 아코디언, 멜로디언, 风琴, 風琴, 手風琴,
        口風琴
        """,
    "voice": """
        voice, vocal, singing, singer, mezzo-soprano, mezzo soprano, choir, chorus, 성악, 보컬, 노래, 합창, 聲樂,
        声乐, 歌, 合唱, 人聲
        """,
}  # fmt: skip
_ALONE = dict.fromkeys(("soprano", "mezzo", "alto", "tenor", "baritone", "countertenor"), "voice") | {
    "ney": "blown",
    "nay": "blown",
    "saz": "plucked",
}
"""Names that are parts of others' names."""
_UNKNOWN = ("", "other")
_FAMILIES = {name.strip(): family for family, names in _NAMES.items() for name in names.split(",")}
_LONGEST_FIRST = sorted(_FAMILIES, key=lambda name: (-len(name), name))


def family_of(instrument: str | None) -> str | None:
    """The family of an instrument by its name; None when that says nothing."""
    name = (instrument or "").strip().lower()
    if name in _UNKNOWN:
        return None
    if name in _ALONE:
        return _ALONE[name]
    if any(known in name for known, family in _FAMILIES.items() if family == "percussion"):
        return "percussion"
    return next((_FAMILIES[known] for known in _LONGEST_FIRST if known in name), "melodic")

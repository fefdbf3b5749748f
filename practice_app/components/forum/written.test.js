// @ts-check
import { expect, test } from "vitest";
import { notation, read, titleOf, withoutDirectives } from "./written.js";

test("what the server made is read as it is", () => {
  expect(read('<p>a &lt;b&gt; <em>c</em><br>d</p>\n<pre><code><span class="hl-k">x</span></code></pre>')).toEqual([
    {
      tag: "p",
      props: {},
      children: ["a <b> ", { tag: "em", props: {}, children: ["c"] }, { tag: "br", props: {}, children: [] }, "d"],
    },
    "\n",
    {
      tag: "pre",
      props: {},
      children: [
        { tag: "code", props: {}, children: [{ tag: "span", props: { className: "hl-k" }, children: ["x"] }] },
      ],
    },
  ]);
});

test("links and pictures keep what is safe of them", () => {
  expect(read('<a href="https://a.b/?x=1&amp;y=2" rel="nofollow" onclick="x()">t</a>')).toEqual([
    { tag: "a", props: { href: "https://a.b/?x=1&y=2", rel: "nofollow" }, children: ["t"] },
  ]);
  for (const href of ["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:text/html,x"])
    expect(read(`<a href="${href}">t</a>`)).toEqual([{ tag: "a", props: {}, children: ["t"] }]);
  expect(read('<img src="https://evil.example/x.png" alt="a">')).toEqual([
    { tag: "img", props: { alt: "a" }, children: [] },
  ]);
});

test("a film keeps the place that the server gave it", () => {
  expect(read('<div data-film="0198c0de" class="forum-film">bar 40</div>')).toEqual([
    { tag: "div", props: { "data-film": "0198c0de", className: "forum-film" }, children: ["bar 40"] },
  ]);
});

test("what nobody cleaned becomes no script, and no way out", () => {
  expect(read("<script>alert(1)</script>")).toEqual(["alert(1)"]);
  expect(read("</p><p>a")).toEqual([{ tag: "p", props: {}, children: ["a"] }]);
});

test("a block of notation is known by what the server called it", () => {
  const [tune] = read('<pre><code class="abc">X:1\nT: Bo&amp;w\nK:C\n|: CDE &lt;F :|\n</code></pre>');
  expect(notation(tune)).toBe("X:1\nT: Bo&w\nK:C\n|: CDE <F :|\n");
  expect(titleOf(notation(tune))).toBe("Bo&w");
  for (const other of ["<pre><code>X:1</code></pre>", '<p><code class="abc">X:1</code></p>', "<pre></pre>", "X:1"])
    expect(notation(read(other)[0])).toBe("");
  expect(titleOf("X:1\nT:\nK:C")).toBe("");
});

test("notation says which notes, not how large they are", () => {
  expect(withoutDirectives("%%scale 99\nX:1\nI:staffwidth 9999\nK:C\nC [I:scale 9] D % so\n")).toBe(
    "\nX:1\n\nK:C\nC  D % so\n",
  );
});

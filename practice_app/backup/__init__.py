"""Safety copies: all tables of one moment, all objects, and the keys, encrypted, to a folder or a bucket.

One form for the servers of `make run` and for real ones, so it is also the way from the ones to the others. A place
with copies holds (docs/decisions/0097):

    key.age                   the key of this place, locked by the operator's key file or passphrase
    objects/ab/….age          each object of S3 once, named by its content under that key
    copies/TIME/rows/….age    a table's rows, as COPY writes them, compressed
    copies/TIME/copy.age      what is in this copy: written last, so a copy without it is none
    erased/…                  who was erased, by hash, so that no copy brings them back
"""

# SPDX-License-Identifier: GPL-2.0-or-later
"""Files as other programs write them: what indexer takes them for, and what it reads of them."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import programs
from programs import ProgramTest, write

CORE = """<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>عنوان الوثيقة</dc:title>
<dc:creator>فلان</dc:creator><dcterms:created>2021-04-07T10:00:00Z</dcterms:created></cp:coreProperties>"""
WORD = """<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>نص الوثيقة</w:t></w:r></w:p></w:body></w:document>"""
META = """<office:document-meta xmlns:office="o" xmlns:dc="d" xmlns:meta="m"><office:meta><dc:title>عنوان الوثيقة</dc:title>
<meta:initial-creator>فلان</meta:initial-creator><meta:creation-date>2021-04-07T10:00:00</meta:creation-date>
</office:meta></office:document-meta>"""
FLAT = """<?xml version="1.0" encoding="UTF-8"?>

<office:document xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:dc="d" xmlns:meta="m" xmlns:number="n"
 xmlns:draw="dr" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
 <office:meta><meta:creation-date>2021-04-07T10:00:00.1</meta:creation-date><meta:initial-creator>فلان</meta:initial-creator>
 <dc:creator>غيره</dc:creator><dc:title>عنوان الوثيقة</dc:title></office:meta>
 <office:scripts><office:script>var x;</office:script></office:scripts>
 <office:automatic-styles><number:date-style><number:text>/</number:text></number:date-style></office:automatic-styles>
 <office:master-styles><text:p>صفحة</text:p></office:master-styles>
 <office:body>BODY</office:body></office:document>"""
FLAT_TEXT = """<office:text><text:tracked-changes><text:p>محذوف</text:p></text:tracked-changes>
<text:p>نص <text:span>الوثيقة</text:span><draw:frame><draw:image><office:binary-data>PICTURE</office:binary-data>
</draw:image></draw:frame></text:p></office:text>"""
FLAT_SHEET = """<office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>نص الوثيقة</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet>"""
CONTENT = """<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>نص الوثيقة</text:p>
</office:text></office:body></office:document-content>"""
PACKAGE = """<package xmlns:dc="d"><metadata><dc:title>عنوان الوثيقة</dc:title><dc:creator>فلان</dc:creator>
<dc:date>2021-04-07</dc:date></metadata><manifest><item id="1" href="c1.xhtml"/></manifest>
<spine><itemref idref="1"/></spine></package>"""
CONTAINER = """<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>"""
CHAPTER = "<html><head><title/></head><body><p>نص الوثيقة</p></body></html>"
TYPES = "<Types/>"

DOCX = {"word/document.xml": WORD, "docProps/core.xml": CORE, "[Content_Types].xml": TYPES}
ODT = {
    "META-INF/manifest.xml": "<manifest/>", "content.xml": CONTENT, "meta.xml": META,
    "mimetype": "application/vnd.oasis.opendocument.text"}
EPUB = {
    "OEBPS/c1.xhtml": CHAPTER, "OEBPS/p.opf": PACKAGE, "META-INF/container.xml": CONTAINER,
    "mimetype": "application/epub+zip"}


def zipped(members, packing=zipfile.ZIP_DEFLATED):
    bytes_ = io.BytesIO()
    with zipfile.ZipFile(bytes_, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return bytes_.getvalue()


def without(members, name):
    return {key: value for key, value in members.items() if key != name}


class Formats(ProgramTest):
    def articles(self):
        """By id, as --dump has them."""
        dump = programs.run(programs.INDEXER, "--db", self.db, "--dump")
        self.assertEqual(dump.code, 0, dump)
        lines = [json.loads(line) for line in dump.out.splitlines()]
        return {line["id"]: line for line in lines if "text" in line}

    def assert_documents(self, ids):
        articles = self.articles()
        self.assertEqual(sorted(articles), sorted(ids))
        for article in articles.values():
            self.assertEqual(article["title"], "عنوان الوثيقة", article)
            self.assertEqual(article["text"], "نص الوثيقة", article)
            fields = {field[0]: field[1] for field in article["fields"]}
            self.assertEqual(fields["author"], "فلان", article)
            self.assertTrue(fields["date"].startswith("2021-04-07"), article)

    def test_documents_whose_members_stand_in_another_order(self):
        archive = {
            "a.docx": zipped(DOCX), "a.odt": zipped(ODT), "a.epub": zipped(EPUB),
            "stored.odt": zipped(ODT, zipfile.ZIP_STORED), "stored.epub": zipped(EPUB, zipfile.ZIP_STORED),
            "no type.odt": zipped(without(ODT, "mimetype")), "no type.epub": zipped(without(EPUB, "mimetype")),
            "no manifest.odt": zipped(without(ODT, "META-INF/manifest.xml")), "called.zip": zipped(EPUB)}
        for name, content in archive.items():
            write(self.folder, "archive/" + name, content)
        self.assert_outcome(self.index("--quiet", self.folder + "/archive"), 0, "", "")
        self.assert_documents(archive)

    def test_words_behind_a_sign_in_values_of_records(self):
        text = "من: أحمد <ahmad@example.org><br>إذا كان a<b فالناتج صحيح\nوالسطر الثاني<br />\nList<String>"
        html = "<b>من</b>: أحمد <ahmad@example.org> إذا كان a<b فالناتج <i>صحيح</i>"
        records = [{"title": "المجموعة A<B<br>ثان", "text": text}, {"title": "<b>قول</b> A<B ثان", "text": html}]
        table = "title,text\n" + "".join('"{title}","{text}"\n'.format(**record) for record in records)
        write(self.folder, "archive/a.csv", table)
        write(self.folder, "archive/a.json", json.dumps(records))
        write(self.folder, "archive/a.jsonl", "".join(json.dumps(record) + "\n" for record in records))
        self.assert_outcome(self.index("--quiet", self.folder + "/archive"), 0, "", "")
        articles = self.articles().values()
        self.assertEqual(len(articles), 6)
        wanted = {
            "المجموعة A<B ثان": text.replace("<br />", "").replace("<br>", "\n"),
            "قول A<B ثان": "من: أحمد <ahmad@example.org> إذا كان a<b فالناتج صحيح"}
        for article in articles:
            self.assertEqual(article["text"], wanted[article["title"]], article)

    def test_flat_documents(self):
        text = FLAT.replace("BODY", FLAT_TEXT)
        # A parser's own bound on one text is ten million characters.
        photo = "\n".join(["iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8"] * 300_000)
        archive = {
            "a.fodt": text, "a.fods": FLAT.replace("BODY", FLAT_SHEET), "called.xml": text, "called.txt": text,
            "no ending": text, "utf-16.fodt": text.replace("UTF-8", "UTF-16").encode("utf-16"),
            "old.fodt": text.replace("UTF-8", "windows-1256").encode("cp1256"),
            "comment.fodt": text.replace("<office:document ", "<!-- " + "so " * 500 + "--><office:document ", 1),
            "photo.fodt": text.replace("PICTURE", photo), "photos.fodt": text.replace("PICTURE", photo + photo)}
        for name, content in archive.items():
            write(self.folder, "archive/" + name, content)
        self.assert_outcome(self.index("--quiet", self.folder + "/archive"), 0, "", "")
        self.assert_documents(archive)
        write(self.folder, "empty.fodt", "<office:document><office:body/></office:document>")
        self.assertIn("no text in it", self.index(self.folder + "/empty.fodt").err)

    def test_archives_that_hold_documents_are_none(self):
        archive = {
            "stored.zip": zipped({"in/a.docx": zipped(DOCX)}, zipfile.ZIP_STORED),
            "unpacked.zip": zipped({"in/" + name: part for name, part in DOCX.items()}),
            "named.zip": zipped({"content.xml": CONTENT})}
        for name, content in archive.items():
            write(self.folder, "archive/" + name, content)
        self.index("--quiet", self.folder + "/archive")
        articles = self.articles()
        self.assertEqual(articles["stored.zip/in/a.docx"]["title"], "عنوان الوثيقة")
        self.assertIn("unpacked.zip/in/word/document.xml", articles)
        self.assertIn("named.zip/content.xml", articles)

    def test_bombs_end_early_and_cost_nothing_else(self):
        # Members of gzip one after the other: 272 MiB of zeros in as many KiB.
        bomb = gzip.compress(bytes(16 << 20)) * 17
        bombs = io.BytesIO()
        with zipfile.ZipFile(bombs, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(3):
                with archive.open(f"zeros {number}.jsonl", "w") as member:
                    for _ in range(92):
                        member.write(bytes(1 << 20))
            archive.writestr("behind.txt", "بعد القنبلة")
        bombs = bombs.getvalue()
        archive = {
            "a.jsonl.gz": bomb, "a.txt.gz": bomb, "a.zip": bombs,
            "nested.zip": zipped({"good.txt": "قبل القنبلة", "in/a.zip": bombs, "in/b.jsonl.gz": bomb}),
            "many.zip": zipped({f"{number}.jsonl.gz": bomb for number in range(9)}),
            "good.txt": "عنوان سليم", "zz/good.jsonl.gz": gzip.compress(b'{"title":"last"}\n' * 200)}
        for name, content in archive.items():
            write(self.folder, "archive/" + name, content)
        outcome = self.index("--quiet", self.folder + "/archive")
        self.assertEqual(outcome.code, 1, outcome)
        too_much = "unpacks to more than 200 times its size"
        for refused in (f"a.jsonl.gz, line 1: {too_much}", "a.txt.gz: larger than the limit of 32 MiB",
                        f"a.zip, zeros 2.jsonl, line 1: {too_much}",
                        f"a.zip: {too_much}, so what follows in it was not read",
                        f"nested.zip, in/a.zip/zeros 2.jsonl, line 1: {too_much}",
                        f"many.zip: {too_much}, so what follows in it was not read"):
            self.assertIn(f"refused: {refused}\n", outcome.err, outcome)
        articles = self.articles()
        self.assertIn("good.txt", articles)
        self.assertIn("nested.zip/good.txt", articles)
        self.assertIn("zz/good.jsonl.gz#200", articles)

    def test_compressions_whatever_a_file_is_called(self):
        record = b'{"title":"a record","text":"of its file"}\n'
        text = "عنوان\n\nنص".encode()
        tar = io.BytesIO()
        with tarfile.open(fileobj=tar, mode="w") as members:
            entry = tarfile.TarInfo("in/a.txt.gz")
            entry.size = len(gzip.compress(text))
            members.addfile(entry, io.BytesIO(gzip.compress(text)))
        archive = {
            "a.json": gzip.compress(record), "b.jsonl": bz2.compress(record), "c.jsonl": lzma.compress(record),
            "e.jsonl.gz": lzma.compress(record), "f.jsonl.xz": gzip.compress(record),
            "g.jsonl.gz.gz": gzip.compress(gzip.compress(record)), "h.jsonl": lzma.compress(gzip.compress(record)),
            "i.jsonl": gzip.compress(bz2.compress(gzip.compress(record))), "tape": gzip.compress(tar.getvalue()),
            "j.docx": gzip.compress(zipped(DOCX)), "k.zip": zipped({"a.txt": gzip.compress(text)})}
        for name, content in archive.items():
            write(self.folder, "archive/" + name, content)
        self.assert_outcome(self.index("--quiet", self.folder + "/archive"), 0, "", "")
        self.assertEqual(sorted(self.articles()), [
            "a.json#1", "b.jsonl#1", "c.jsonl#1", "e.jsonl.gz#1", "f.jsonl.xz#1", "g.jsonl.gz.gz#1",
            "h.jsonl#1", "i.jsonl#1", "j.docx", "k.zip/a.txt", "tape/in/a.txt.gz"])
        packed = record
        for _ in range(4):
            packed = gzip.compress(packed)
        deep = write(self.folder, "deep.jsonl", packed)
        self.assertIn("refused: deep.jsonl: archives are nested too deeply\n", self.index(deep).err)
        false = write(self.folder, "false.jsonl.gz", record)
        self.assertIn("refused: false.jsonl.gz, line 1: not gzip data\n", self.index(false).err)

    def test_compressed_files_that_are_cut_short_give_what_came_out_and_say_so(self):
        lines = [json.dumps({"id": str(number), "title": f"خبر {number * 7919 % 10007}", "text": f"قرار رقم {number * 104729 % 99991}"},
                            ensure_ascii=False) for number in range(20_000)]
        for ending, compress, sure in ((".gz", gzip.compress, 1), (".bz2", bz2.compress, 5_000), (".xz", lzma.compress, 5_000)):
            small = compress("\n".join(lines[:100]).encode())
            path = write(self.folder, f"small{ending}/a.jsonl{ending}", small[:len(small) * 2 // 3])
            outcome = self.index("--quiet", path)
            self.assertEqual(outcome.code, 1, outcome)
            self.assertIn("data is cut short\n", outcome.err)
            large = compress("\n".join(lines).encode())
            path = write(self.folder, f"large{ending}/a.jsonl{ending}", large[:len(large) * 2 // 3])
            outcome = self.index(path)
            self.assertIn("data is cut short\n", outcome.err)
            self.assertGreater(int(outcome.out.split()[1]), sure, outcome)
        false = write(self.folder, "false.jsonl.xz", "\n".join(lines[:3]))
        self.assertIn("refused: false.jsonl.xz, line 1: not compressed data\n", self.index(false).err)


if __name__ == "__main__":
    programs.main()

# SPDX-License-Identifier: GPL-2.0-or-later
"""Files as other programs write them: what indexer takes them for, and what it reads of them."""

import io
import json
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


if __name__ == "__main__":
    programs.main()

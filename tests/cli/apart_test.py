# SPDX-License-Identifier: GPL-2.0-or-later
"""The process that reads apart: what its death costs, and what becomes of it when the indexer is told to end."""

import io
import os
import signal
import subprocess
import time
import zipfile
import zlib

import programs
from programs import ENVIRONMENT, INDEXER, ProgramTest, write

TICKS = os.sysconf("SC_CLK_TCK")
BUSY = 0.3  # so many seconds of computing are not spent on what comes before the slow file


def page(title, text="نص الخبر"):
    return f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>"


def slow_pdf():
    """A page that takes seconds to read, and no memory."""
    content = zlib.compress(b"BT /F 9 Tf 9 9 Td (slow) Tj ET\n" + b"q 1 0 0 1 0 0 cm Q\n" * 2_000_000)
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
               b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(out))


def packed(*members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return content.getvalue()


def facts(process):
    """The parent of a process, and how many seconds it has computed; nothing where it has ended."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else (int(fields[1]), (int(fields[11]) + int(fields[12])) / TICKS)


def readers_of(parent):
    """The processes that read for an indexer, with the seconds that each has computed."""
    found = {int(name): facts(name) for name in os.listdir("/proc") if name.isdigit()}
    return {process: told[1] for process, told in found.items() if told and told[0] == parent}


class ApartTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.archive = os.path.join(self.folder, "archive")
        os.mkdir(self.archive)

    def start(self, *arguments):
        process = subprocess.Popen([INDEXER, "--db", self.db, "--quiet", *arguments, self.archive],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=ENVIRONMENT, start_new_session=True)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def wait_for_a_busy_reader(self, process):
        deadline = time.monotonic() + programs.SECONDS
        while process.poll() is None:
            for reader, seconds in readers_of(process.pid).items():
                if seconds > BUSY:
                    return reader
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        return None

    def index_killing_busy_readers(self):
        """What a run says whose readers are killed as soon as they are busy, and how many were."""
        process, killed = self.start(), set()
        while (reader := self.wait_for_a_busy_reader(process)) is not None:
            killed.add(reader)
            try:
                os.kill(reader, signal.SIGKILL)
            except ProcessLookupError:
                continue
        out, err = process.communicate()
        return programs.Outcome(process.returncode, out, err), len(killed)

    def assert_gone(self, reader):
        deadline = time.monotonic() + programs.SECONDS
        while facts(reader) is not None:
            self.assertLess(time.monotonic(), deadline, "a reader was left behind")
            time.sleep(0.01)


class Killed(ApartTest):
    def test_a_death_costs_what_was_being_read(self):
        write(self.archive, "a.html", page("قبل"))
        write(self.archive, "b.zip", packed(("1.html", page("أول")), ("2.pdf", slow_pdf()), ("3.html", page("ثالث"))))
        write(self.archive, "c.mbox", (
            "From a@x Mon Jun  1 10:00:00 2009\nSubject: one\nMessage-ID: <1@x>\n\nنص\n\n"
            "From a@x Mon Jun  1 10:00:00 2009\nSubject: two\nMessage-ID: <2@x>\nMIME-Version: 1.0\n"
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nنص\n"
            "--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=4.pdf\n\n").encode()
              + slow_pdf() + "\n--b--\n\nFrom a@x Mon Jun  1 10:00:00 2009\nSubject: 3\nMessage-ID: <3@x>\n\nنص\n".encode())
        write(self.archive, "d.txt", "بعد\n\nنص الخبر")
        outcome, killed = self.index_killing_busy_readers()
        self.assert_outcome(outcome, 1, "", "refused: b.zip, 2.pdf: its reader crashed (SIGKILL)\n"
                                            "refused: c.mbox, message 2/4.pdf: its reader crashed (SIGKILL)\n")
        self.assertEqual(killed, 4)  # once is no proof
        others = {"a.html", "b.zip/1.html", "b.zip/3.html", "1@x", "2@x", "3@x", "d.txt"}
        self.assertEqual(set(self.ids("نص")), others)
        # Nothing has changed: what killed its reader is not tried again.
        outcome = self.index(self.archive)
        self.assert_outcome(outcome, 0, err="")
        self.assertIn("as before:    2 refused in an earlier run\n", outcome.out)
        self.assertEqual(set(self.ids("نص OR slow")), others)
        self.assert_outcome(self.index("--quiet", "--retry", self.archive), 0, "", "")
        self.assertEqual(set(self.ids("نص OR slow")), others | {"b.zip/2.pdf", "c.mbox/message 2/4.pdf"})

    def test_a_reader_that_somebody_kills_once_costs_nothing(self):
        write(self.archive, "a.zip", packed(("1.html", page("أول")), ("2.pdf", slow_pdf()), ("3.html", page("ثالث"))))
        process = self.start()
        os.kill(self.wait_for_a_busy_reader(process), signal.SIGKILL)
        out, err = process.communicate()
        self.assertEqual((process.returncode, out, err), (0, b"", b""))
        self.assertEqual(set(self.ids("نص OR slow")), {"a.zip/1.html", "a.zip/2.pdf", "a.zip/3.html"})


class Ended(ApartTest):
    def setUp(self):
        super().setUp()
        write(self.archive, "a.html", page("قديم"))
        self.assert_outcome(self.index("--quiet", self.archive), 0)
        write(self.archive, "b.zip", packed(("1.html", page("أول")), ("2.pdf", slow_pdf()), ("3.html", page("ثالث"))))
        write(self.archive, "c.html", page("بعد"))

    def assert_completes(self):
        self.assert_outcome(self.index("--quiet", self.archive), 0, "", "")
        self.assertEqual(set(self.ids("نص OR slow")), {"a.html", "b.zip/1.html", "b.zip/2.pdf", "b.zip/3.html", "c.html"})

    def test_a_run_that_is_asked_to_stop_leaves_no_reader(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                process = self.start("--full") if number == signal.SIGTERM else self.start()
                reader = self.wait_for_a_busy_reader(process)
                os.killpg(process.pid, number)  # as a terminal does, and a service manager
                out, err = process.communicate()
                self.assertEqual((process.returncode, out), (-number, b""))
                self.assertEqual(err.decode(), "note: stopped on request; the next run goes on\n")
                self.assert_gone(reader)
                self.assertIn("a.html", self.ids("نص"))
                self.assertFalse([n for n in os.listdir(self.db) if n.endswith((".building", ".new"))])
        self.assert_completes()

    def test_a_run_that_is_killed_leaves_no_reader(self):
        process = self.start()
        reader = self.wait_for_a_busy_reader(process)
        process.kill()
        self.assert_gone(reader)
        self.assertEqual(self.ids("نص"), ["a.html"])
        self.assert_completes()


if __name__ == "__main__":
    programs.main()

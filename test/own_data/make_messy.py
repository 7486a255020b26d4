#!/usr/bin/env python3
"""Makes the messy company beside this file: what people really keep, with most that goes wrong in it. The files are committed; run this after a change.

messy.xlsx holds titles above the headers, merged cells, rich text, inline strings, dates and percentages by style, a flag, a formula's error, a total, a
repeated header, one person in five spellings, a hidden old sheet and a sheet of notes. The CSVs are Windows-1252 and UTF-16.
"""
import pathlib
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent
STYLES = {"": 0, "date": 1, "percent": 2, "euro": 3, "time": 4}


class Shared:
    def __init__(self):
        self.items = []

    def add(self, text):
        xml = f"<si><r><rPr><b/></rPr><t xml:space=\"preserve\">{escape(text[0])}</t></r><r><t xml:space=\"preserve\">{escape(text[1])}</t></r></si>" if isinstance(text, tuple) \
            else f"<si><t xml:space=\"preserve\">{escape(text)}</t></si>"
        if xml not in self.items:
            self.items.append(xml)
        return self.items.index(xml)


def letters(column):
    return chr(ord("A") + column)


def cell(shared, column, row, value):
    reference = f"{letters(column)}{row}"
    if value is None or value == "":
        return ""
    if isinstance(value, dict):
        style = STYLES[value.get("style", "")]
        if "inline" in value:
            return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value["inline"])}</t></is></c>'
        if "error" in value:
            return f'<c r="{reference}" t="e"><f>1/0</f><v>{value["error"]}</v></c>'
        if "formula" in value:
            return f'<c r="{reference}" t="str"><f>"x"</f><v>{escape(value["formula"])}</v></c>'
        return f'<c r="{reference}" s="{style}"><v>{value["number"]}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" t="s"><v>{shared.add(value)}</v></c>'


def sheet(shared, rows, merges=()):
    body = ""
    for number, values in rows:
        body += f'<row r="{number}">' + "".join(cell(shared, i, number, value) for i, value in enumerate(values)) + "</row>"
    merged = f'<mergeCells count="{len(merges)}">' + "".join(f'<mergeCell ref="{m}"/>' for m in merges) + "</mergeCells>" if merges else ""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData>{merged}</worksheet>'


def numbered(start, rows):
    return [(start + i, row) for i, row in enumerate(rows) if row]


ORGANISATION = numbered(1, [
    ["Nordhafen Pumpenwerk GmbH – Organisation und Vertretungen"],
    ["Stand:", {"number": 46027, "style": "date"}],
    [],
    ["Rolle / Funktion", "Inhaber/in", "Stellv.", "Abteilung", "Berichtet an", "Unterschrift bis", "besetzt"],
    [("Geschäfts", "führerin"), "Kurz, Anna", "Weber, Eva", "Leitung", "", "unbegrenzt", True],
    ["Werkleiterin", "Weber, Eva", "", "Werk", "Geschäftsführerin", {"number": 15000, "style": "euro"}, True],
    ["Schichtleiter", "Müller, Jürgen", "Lena Vogt", "Werk", "Werkleiterin", {"number": 2500, "style": "euro"}, True],
    ["Einkäufer", {"inline": "Doe, Jane"}, "Doe, Jane", "Einkauf", "Geschäftsführerin", "5.000 €", True],
    ["Rolle / Funktion", "Inhaber/in", "Stellv.", "Abteilung", "Berichtet an", "Unterschrift bis", "besetzt"],
    ["Qualitätsbeauftragte/r", "N.N.", "", "Qualität", "Geschäftsführerin", "-", False],
    ["Leiter Instandhaltung", "Peter Groß", "", "Werk", "Werkleiterin", "nach Absprache", True],
    ["Leiter Vertrieb", "Doe, Jane\nOkoye, Samuel", "", "Vertrieb", "Geschäftsführerin", "", True],
    [],
    ["Summe", 7, "", "", "", {"error": "#DIV/0!"}],
])
PERSONAL = numbered(1, [
    ["Nachname", "Vorname", "Position", "Bereich", "E-Mail", "Eintritt", "Bemerkung"],
    ["Kurz", "Anna", "Geschäftsführerin", "Leitung", "a.kurz@nordhafen.example", {"number": 40179, "style": "date"}, ""],
    ["Weber", "Eva", "Werkleiterin", "Werk", "e.weber@nordhafen.example", {"number": 41640, "style": "date"}, "Teilzeit"],
    ["Mueller", "Juergen", "Schichtleiter", "", "j.mueller@nordhafen.example", {"number": 42370, "style": "date"}, ""],
    ["Vogt", "Lena", "Monteur", "", "l.vogt@nordhafen.example", "1.3.2019", ""],
    ["Adeyemi", "Tunde", "Monteur", "", "t.adeyemi@nordhafen.example", "gestern", ""],
    ["Gross", "Peter", "Leiter Instandhaltung", "Werk", "", {"number": 43831, "style": "date"}, ""],
    ["Doe", "Jane", "Einkäuferin", "Einkauf", "j.doe@nordhafen.example", {"number": 44197, "style": "date"}, ""],
    ["DOE", "JANE", "Einkäufer", "Einkauf", "", "", "doppelt?"],
    ["Okoye", "Samuel", "Leiter Vertrieb", "Vertrieb", "s.okoye@nordhafen.example", {"number": 44562, "style": "date"}, ""],
])
FREIGABEN = numbered(1, [
    ["Freigaberegelung (Entwurf, nicht verteilen!)"],
    ["Vorgang", "Von", "Bis", "Wer entscheidet", "Frist", "Eskalation an", "Eskalation nach", "Gremium", "Kriterien"],
    ["Bestellung", 0, "2.500 €", "Schichtleiter", "8 Std.", "Werkleiterin", "6 Std.", "", "drei Angebote; Termin vor Preis"],
    ["", "2.500 €", "15.000 €", "Werkleiterin", "", "", "", "", ""],
    ["", "20.000 €", "unbegrenzt", "Geschäftsführerin", "", "", "", "", ""],
    ["Rabatt", "", "5 %", "Leiter Vertrieb", "4 h", "Geschäftsführerin", "2 Tage", "", ""],
    ["Rabatt", "3 %", "12 %", "Werkleiterin", "", "", "", "", ""],
    ["Rabatt", "12 %", "", "Kurz, A.", "", "", "", "", ""],
    ["Sonderfreigabe", "", "", "Qualitätsbeauftragter", "2 Tage", "", "", "Qualitätsrunde", "Kunde ist einverstanden"],
    ["Einstellung", "", "", "Geschäftsführerin und Werkleiterin", "5 Tage", "", "", "", ""],
    ["Überstunden", "", "viele", "Schichtleiter", "", "", "", "", ""],
])
KENNZAHLEN = numbered(1, [
    ["Kennzahl", "Einheit", "Zielwert", "Rot", "Verantwortlich", "Besprechung", "Turnus"],
    ["Termintreue", "%", {"number": 0.95, "style": "percent"}, {"number": 0.85, "style": "percent"}, "Werkleiterin", "Werkrunde", "wöchentlich"],
    ["Nacharbeit", "%", "max. 3 %", "6 %", "Qualitätsbeauftragte/r", "Qualitätsrunde", "monatlich"],
    ["Reklamationen", "Stück", "≤ 5", 10, "Leiter Vertrieb", "", "Monat"],
    ["Liefertreue Lieferanten", "%", 97, "", "Einkäufer", "Lieferantentag", "ab und zu"],
    ["Durchlaufzeit", "Tage", 12, 9, "Werkleiterin", "Werkrunde", "wöchentlich"],
])
TERMINE = numbered(2, [
    ["Besprechung", "Wann", "Uhrzeit", "Dauer", "Leitung", "Teilnehmer", "Inhalt"],
    ["Schichtübergabe", "täglich", "06:00 / 14:00 / 22:00", "10 min", "Schichtleiter", "Monteur", ""],
    ["Werkrunde", "Mo–Fr", {"number": 0.3125, "style": "time"}, "15 min", "Werkleiterin", "Schichtleiter, Einkäufer", "Termintreue, offene Punkte"],
    ["Leitungskreis", "jeden Freitag", "09:00–10:00", "", "Geschäftsführerin", "Werkleiterin; Leiter Vertrieb; Einkäufer", "Reklamationen"],
    ["Lieferantengespräch", "freitags", "9:30 Uhr", "45", "Einkäufer", "Weber, Eva", ""],
    ["Qualitätsrunde", "jeden 2. Dienstag im Monat", "14:00", "1,5 h", "Qualitätsbeauftragte/r", "Werkleiterin, Jürgen Müler", ""],
    ["Strategietag", "quartalsweise", "", "", "Geschäftsführerin", "alle", ""],
    ["Sommerfest", "bei Vollmond", "", "", "", "alle", ""],
])
ALT = numbered(1, [["Name", "Position"], ["Schmidt, Otto", "Werkleiter"], ["Braun, Ilse", "Geschäftsführerin"]])
NOTIZEN = numbered(1, [["bitte bis Freitag ansehen!"], ["Frau Kurz fragt, wer über 15.000 entscheidet, wenn Eva im Urlaub ist"]])

SHEETS = [("Organisation", ORGANISATION, ("A1:G1",), ""), ("Personal", PERSONAL, ("D3:D6",), ""), ("Freigaben", FREIGABEN, ("A1:I1", "A3:A5"), ""), ("Kennzahlen", KENNZAHLEN, (), ""),
          ("Termine", TERMINE, (), ""), ("alt_2019", ALT, (), ' state="hidden"'), ("Notizen", NOTIZEN, (), "")]


def workbook():
    shared = Shared()
    parts = {f"xl/worksheets/sheet{i}.xml": sheet(shared, rows, merges) for i, (_, rows, merges, _) in enumerate(SHEETS, 1)}
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts["[Content_Types].xml"] = head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' \
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' + \
        "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for i in range(1, len(SHEETS) + 1)) + \
        '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    parts["_rels/.rels"] = head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    parts["xl/workbook.xml"] = head + f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>' + "".join(
        f'<sheet name="{name}" sheetId="{i}"{state} r:id="rId{i}"/>' for i, (name, _, _, state) in enumerate(SHEETS, 1)) + "</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
        f'<Relationship Id="rId{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(SHEETS) + 1)) + \
        f'<Relationship Id="rId98" Type="{office}/styles" Target="styles.xml"/><Relationship Id="rId99" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/styles.xml"] = head + f'<styleSheet xmlns="{main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0\\ &quot;€&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>' \
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs></styleSheet>'
    parts["xl/sharedStrings.xml"] = head + f'<sst xmlns="{main}">' + "".join(shared.items) + "</sst>"
    with zipfile.ZipFile(HERE / "messy.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 8, 0, 0)), parts[name], zipfile.ZIP_DEFLATED)


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//nordhafen//EN
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VEVENT
UID:1
SUMMARY:Investitionsrunde
DTSTART;TZID=Europe/Berlin:20260113T140000
DTEND;TZID=Europe/Berlin:20260113T150000
RRULE:FREQ=MONTHLY;BYDAY=2TU
ORGANIZER;CN="Kurz, Anna":mailto:a.kurz@nordhafen.example
ATTENDEE;CN="Weber, Eva":mailto:e.weber@nordhafen.example
ATTENDEE;CN=Besprechungsraum 1;CUTYPE=ROOM:mailto:raum1@nordhafen.example
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Sicherheitsrundgang
DTSTART:20260107T090000Z
DURATION:PT30M
RRULE:FREQ=WEEKLY;BYDAY=WE
ORGANIZER:mailto:e.weber@nordhafen.example
ATTENDEE:mailto:p.gross@nordhafen.example
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Weihnachtsfeier
DTSTART;TZID=Europe/Berlin:20261218T180000
DTEND;TZID=Europe/Berlin:20261218T230000
END:VEVENT
BEGIN:VEVENT
UID:4
SUMMARY:Altes Projekt
DTSTART;TZID=Europe/Berlin:20240108T100000
DTEND;TZID=Europe/Berlin:20240108T110000
RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20251201T000000Z
END:VEVENT
BEGIN:VEVENT
UID:5
SUMMARY:Abgesagt
STATUS:CANCELLED
DTSTART;TZID=Europe/Berlin:20260112T100000
RRULE:FREQ=WEEKLY;BYDAY=MO
END:VEVENT
END:VCALENDAR
"""


def main():
    workbook()
    (HERE / "vollmachten-1252.csv").write_bytes("Geschäftsvorfall;Betrag;Genehmigung durch;Frist;Forum\r\nInvestition;bis 10.000 €;Werkleiterin;2 Tage;Investitionsrunde\r\n;über 10.000 €;Geschäftsführerin;;\r\n\r\nGesamt;2;;;\r\n".encode("cp1252"))
    (HERE / "kennzahlen-utf16.csv").write_bytes("KPI\tTarget\tOwner\tReviewed in\r\nUnfälle\t0\tLeiter Instandhaltung\tSicherheitsrundgang\r\nTermintreue\t95 %\tWerkleiterin\t\r\n".encode("utf-16"))
    (HERE / "kalender.ics").write_bytes(CALENDAR.replace("\n", "\r\n").encode("utf-8"))


if __name__ == "__main__":
    main()

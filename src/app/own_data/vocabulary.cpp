// The words (see vocabulary.h). A new spelling joins by being written here.
#include "app/own_data/vocabulary.h"

namespace drivetrain::app::own_data {

std::vector<KindWords> const& vocabulary() {
  static std::vector<KindWords> const all = {
      {TableKind::roles,
       "roles",
       {"roles", "role", "rollen", "rolle", "funktionen", "positions", "positionen", "stellen", "stellenplan", "organisation", "organization", "org", "organigramm", "job titles", "vertretungen", "vertretung", "deputies"},
       {{"role", Shape::any, true, {"role", "rolle", "function", "funktion", "position", "job title", "stelle", "title", "titel", "amt", "role name", "rollenname", "bezeichnung"}},
        {"holder", Shape::person, false, {"holder", "inhaber", "inhaberin", "stelleninhaber", "held by", "person", "name", "who", "wer", "besetzt durch", "besetzung", "incumbent", "employee", "mitarbeiter", "current holder", "rolleninhaber", "verantwortlich"}},
        {"deputy", Shape::person, false, {"deputy", "deputies", "stellv", "vertr", "vertreter", "vertretung", "stellvertreter", "stellvertretung", "stv", "substitute", "backup", "stand in", "stands in", "cover", "1 vertreter", "vertreten durch", "delegate"}},
        {"unit", Shape::any, false, {"unit", "department", "abteilung", "dept", "bereich", "team", "area", "division", "einheit", "organisationseinheit", "oe"}},
        {"reports_to", Shape::any, false, {"reports to", "boss", "manager", "superior", "vorgesetzter", "vorgesetzte", "berichtet an", "line manager", "parent role", "fuehrungskraft", "unterstellt"}},
        {"purpose", Shape::any, false, {"purpose", "zweck", "mission", "aufgabe", "description", "beschreibung", "ziel der stelle"}},
        {"accountabilities", Shape::any, false, {"accountabilities", "accountable for", "responsibilities", "responsible for", "aufgaben", "verantwortung", "zustaendigkeiten", "zustaendig fuer", "duties"}},
        {"limit", Shape::limit, false, {"limit", "signing limit", "approval limit", "signature limit", "signs up to", "approves up to", "freigabegrenze", "freigabelimit", "zeichnungsgrenze", "unterschriftsgrenze", "zeichnungsberechtigung", "unterschrift bis", "darf freigeben bis", "budget limit", "spending limit", "spending authority", "wertgrenze", "betragsgrenze", "vollmacht bis"}},
        {"level", Shape::any, false, {"level", "ebene", "grade", "stufe", "hierarchy level"}},
        {"from", Shape::date, false, {"from", "since", "seit", "von", "valid from", "gueltig ab", "start", "start date", "ab"}},
        {"to", Shape::date, false, {"to", "until", "bis", "valid to", "gueltig bis", "end", "end date"}}}},
      {TableKind::people,
       "people",
       {"people", "persons", "personen", "personal", "staff", "employees", "mitarbeiter", "mitarbeitende", "beschaeftigte", "team", "contacts", "kontakte", "headcount", "telefonliste", "phone list"},
       {{"person", Shape::person, true, {"name", "person", "employee", "mitarbeiter", "mitarbeiterin", "full name", "vor und nachname", "vorname nachname", "vollstaendiger name", "employee name", "mitarbeitername", "staff member", "nachname vorname", "name vorname", "who", "wer"}},
        {"first_name", Shape::any, false, {"first name", "given name", "vorname", "firstname", "forename"}},
        {"last_name", Shape::any, false, {"last name", "surname", "family name", "nachname", "familienname", "lastname", "name nachname"}},
        {"role", Shape::any, false, {"role", "rolle", "function", "funktion", "position", "job title", "job", "title", "titel", "stelle", "taetigkeit", "roles", "rollen", "funktionen"}},
        {"deputy", Shape::person, false, {"deputy", "stellv", "vertr", "vertreter", "vertretung", "stellvertreter", "stellvertretung", "substitute", "backup", "vertreten durch", "stand in", "covered by", "wird vertreten durch"}},
        {"deputy_for", Shape::any, false, {"deputy for", "deputises for", "stands in for", "vertritt", "vertreter fuer", "vertretung fuer", "stellvertreter fuer", "substitute for", "backup for", "covers for"}},
        {"unit", Shape::any, false, {"unit", "department", "abteilung", "dept", "bereich", "team", "area", "division", "einheit", "kostenstelle", "standort", "organisationseinheit"}},
        {"email", Shape::email, false, {"email", "e mail", "mail", "email address", "e mail adresse", "mailadresse"}},
        {"reports_to", Shape::any, false, {"reports to", "boss", "manager", "superior", "vorgesetzter", "vorgesetzte", "berichtet an", "line manager", "fuehrungskraft"}},
        {"limit", Shape::limit, false, {"signing limit", "approval limit", "signs up to", "freigabegrenze", "zeichnungsgrenze", "unterschriftsgrenze", "unterschrift bis", "limit", "wertgrenze"}},
        {"from", Shape::date, false, {"from", "since", "seit", "valid from", "start date", "entry date", "eintritt", "eintrittsdatum", "start", "joined", "hired"}},
        {"to", Shape::date, false, {"to", "until", "bis", "end date", "austritt", "austrittsdatum", "leaves", "left", "end"}}}},
      {TableKind::decisions,
       "decisions",
       {"decisions", "decision", "entscheidungen", "entscheidung", "freigaben", "freigabe", "approvals", "approval matrix", "authority", "authority matrix", "delegation of authority", "doa", "limits", "signature rules", "unterschriftenregelung",
        "unterschriften", "kompetenzen", "kompetenzregelung", "vollmachten", "zeichnungsregelung", "wertgrenzen", "rights", "signing", "genehmigungen"},
       {{"decision", Shape::any, true, {"decision", "entscheidung", "what", "was", "subject", "gegenstand", "approval", "freigabe", "vorgang", "topic", "thema", "activity", "transaction", "type of decision", "entscheidungsart", "genehmigung", "matter", "sachverhalt", "geschaeftsvorfall", "category", "kategorie", "art"}},
        {"question", Shape::any, false, {"question", "frage", "fragestellung", "description", "beschreibung"}},
        {"decider", Shape::people_or_roles, true, {"decider", "decides", "decided by", "entscheider", "entscheidet", "approver", "approved by", "approves", "genehmiger", "genehmigt durch", "genehmigung durch", "durch", "by", "freigabe durch", "who", "wer", "role", "rolle", "signs", "unterschreibt", "zeichnet", "authority", "responsible", "verantwortlich", "zustaendig", "entscheidungstraeger", "owner", "funktion", "position", "wer entscheidet", "who decides", "freigeber", "signatory"}},
        {"limit", Shape::limit, false, {"limit", "amount", "betrag", "value", "wert", "wertgrenze", "betragsgrenze", "grenze", "bis zu", "up to", "range", "band", "bereich", "level", "threshold", "schwelle", "hoehe", "volumen", "freigabegrenze", "max amount", "amount eur", "betrag eur", "value eur", "limit eur", "size", "order value", "auftragswert"}},
        {"from", Shape::amount, false, {"from", "von", "ab", "min", "minimum", "lower limit", "above", "ueber", "untergrenze", "amount from", "betrag von", "betrag ab", "over", "mindestens"}},
        {"to", Shape::amount, false, {"to", "bis", "max", "maximum", "upper limit", "obergrenze", "amount to", "betrag bis", "up to", "hoechstens"}},
        {"recommend", Shape::people_or_roles, false, {"recommends", "recommend", "recommended by", "proposes", "proposed by", "vorschlag", "vorschlag durch", "schlaegt vor", "requested by", "antrag", "antragsteller", "requester", "prepares", "bereitet vor", "empfiehlt"}},
        {"agree", Shape::people_or_roles, false, {"agrees", "agree", "agreement", "must agree", "consent", "zustimmung", "mitzeichnung", "co signs", "second signature", "zweite unterschrift", "mitzeichner", "stimmt zu", "vier augen"}},
        {"input", Shape::people_or_roles, false, {"input", "consulted", "consults", "wird gehoert", "beratung", "beratend", "asked", "konsultiert"}},
        {"perform", Shape::people_or_roles, false, {"performs", "perform", "executes", "carried out by", "ausfuehrung", "fuehrt aus", "umsetzung", "executed by", "done by"}},
        {"criteria", Shape::any, false, {"criteria", "kriterien", "rules", "regel", "regeln", "by what", "basis", "grundlage", "conditions", "bedingungen", "kriterium", "guideline", "massstab"}},
        {"deadline", Shape::duration, false, {"deadline", "sla", "frist", "due", "within", "innerhalb", "response time", "reaktionszeit", "bearbeitungszeit", "time limit", "entscheidungsfrist", "decide within", "dauer"}},
        {"escalate_to", Shape::people_or_roles, false, {"escalation", "escalates to", "escalate to", "escalation to", "eskalation", "eskalation an", "eskaliert an", "next level", "naechste ebene", "naechste instanz"}},
        {"escalate_after", Shape::duration, false, {"escalates after", "escalate after", "escalation after", "eskalation nach", "eskaliert nach", "after"}},
        {"meeting", Shape::any, false, {"meeting", "forum", "gremium", "decided in", "runde", "besprechung", "in meeting", "board", "sitzung", "entscheidung in"}},
        {"unit", Shape::any, false, {"unit of measure", "currency", "waehrung", "einheit", "einh"}}}},
      {TableKind::kpis,
       "kpis",
       {"kpis", "kpi", "kennzahlen", "kennzahl", "metrics", "measures", "figures", "ziele", "targets", "scorecard", "bsc", "cockpit", "dashboard", "performance", "indicators"},
       {{"kpi", Shape::any, true, {"kpi", "kennzahl", "metric", "measure", "indicator", "figure", "name", "messgroesse", "kpi name", "bezeichnung", "indikator", "kennzahlen", "title"}},
        {"definition", Shape::any, false, {"definition", "description", "beschreibung", "formula", "formel", "how measured", "berechnung", "calculation", "erlaeuterung", "meaning", "bedeutung"}},
        {"unit", Shape::any, false, {"unit", "einheit", "uom", "unit of measure", "masseinheit", "einh"}},
        {"target", Shape::target, true, {"target", "ziel", "zielwert", "soll", "goal", "target value", "sollwert", "plan", "ziel 2026", "vorgabe"}},
        {"warn", Shape::target, false, {"warn", "warning", "warnung", "warngrenze", "yellow", "gelb", "amber", "warning limit", "eingriffsgrenze gelb", "warnschwelle"}},
        {"alarm", Shape::target, false, {"alarm", "alarm limit", "red", "rot", "critical", "kritisch", "limit", "grenzwert", "threshold", "alarmgrenze", "eingriffsgrenze", "schwellwert", "escalation limit"}},
        {"direction", Shape::direction, false, {"direction", "richtung", "better", "besser", "tendency", "good is", "higher lower", "zielrichtung", "optimierung"}},
        {"owner", Shape::people_or_roles, false, {"owner", "responsible", "verantwortlich", "verantwortlicher", "verantwortung", "kpi owner", "eigner", "accountable", "zustaendig", "role", "rolle", "wer"}},
        {"frequency", Shape::recurrence, false, {"frequency", "frequenz", "haeufigkeit", "period", "periode", "zyklus", "rhythmus", "turnus", "interval", "intervall", "cadence", "measured", "erhebung"}},
        {"meeting", Shape::any, false, {"meeting", "reviewed in", "review", "reviewed", "besprechung", "besprochen in", "forum", "where reviewed", "discussed", "where discussed", "discussed in", "gremium", "runde", "regelkreis", "review meeting", "sitzung", "behandelt in"}},
        {"reaction", Shape::any, false, {"reaction", "reaktion", "action", "massnahme", "if red", "bei rot", "response", "countermeasure", "on alarm", "bei alarm", "reaktionsplan"}}}},
      {TableKind::meetings,
       "meetings",
       {"meetings", "meeting", "besprechungen", "termine", "rhythms", "rhythmus", "regeltermine", "jour fixe", "calendar", "kalender", "routines", "routinen", "sitzungen", "regelkommunikation", "gremien", "meeting cadence", "schedule", "besprechungsmatrix"},
       {{"meeting", Shape::any, true, {"meeting", "besprechung", "title", "titel", "termin", "name", "rhythm", "runde", "subject", "betreff", "sitzung", "routine", "regeltermin", "gremium", "summary", "bezeichnung", "forum"}},
        {"recurrence", Shape::recurrence, false, {"when", "wann", "frequency", "frequenz", "haeufigkeit", "cadence", "recurrence", "turnus", "zyklus", "rhythmus", "schedule", "wiederholung", "intervall", "interval", "how often", "wie oft", "zeitpunkt", "repeat", "repeats", "recurs"}},
        {"rrule", Shape::any, false, {"rrule"}},
        {"day", Shape::weekday, false, {"day", "tag", "weekday", "wochentag", "days", "tage", "day of week"}},
        {"time", Shape::time, false, {"time", "zeit", "uhrzeit", "start", "beginn", "start time", "startzeit", "from", "von", "begin", "anfang"}},
        {"end", Shape::time, false, {"end", "ende", "end time", "to", "bis", "until", "endzeit"}},
        {"duration", Shape::duration, false, {"duration", "dauer", "length", "laenge", "minutes", "minuten", "min", "dauer min", "duration min", "how long"}},
        {"first", Shape::date, false, {"date", "datum", "first", "first date", "start date", "startdatum", "erstmals", "next", "naechster termin", "dtstart"}},
        {"chair", Shape::people_or_roles, false, {"chair", "leitung", "moderator", "moderation", "led by", "leader", "owner", "host", "organizer", "organiser", "organisator", "vorsitz", "leiter", "facilitator", "verantwortlich", "einlader", "geleitet von"}},
        {"attendees", Shape::people_or_roles, false, {"attendees", "participants", "teilnehmer", "teilnehmende", "teilnehmerinnen", "who", "wer", "people", "members", "mitglieder", "attendee", "roles", "rollen", "invited", "teilnehmerkreis", "personen"}},
        {"agenda", Shape::any, false, {"agenda", "tagesordnung", "inhalt", "inhalte", "inputs", "input", "topics", "themen", "kpis", "kennzahlen", "content", "looks at", "kpis reviewed", "description", "beschreibung"}},
        {"outputs", Shape::any, false, {"outputs", "output", "ergebnis", "ergebnisse", "results", "outcome", "outcomes", "decides"}},
        {"decisions", Shape::any, false, {"decisions", "decisions taken", "entscheidungen", "beschluesse", "takes decisions"}},
        {"tier", Shape::any, false, {"tier", "level", "ebene", "stufe", "kaskade"}},
        {"location", Shape::any, false, {"location", "ort", "room", "raum", "where", "wo"}}}}};
  return all;
}

KindWords const* words_of_kind(TableKind kind) {
  for (auto const& words : vocabulary())
    if (words.kind == kind) return &words;
  return nullptr;
}

TableKind kind_by_key(std::string_view key) {
  if (key == "ignored" || key == "ignore") return TableKind::ignored;
  for (auto const& words : vocabulary())
    if (words.key == key) return words.kind;
  return TableKind::unknown;
}

std::string_view key_of(TableKind kind) {
  if (kind == TableKind::ignored) return "ignored";
  auto const* words = words_of_kind(kind);
  return words ? words->key : "unknown";
}

}  // namespace drivetrain::app::own_data

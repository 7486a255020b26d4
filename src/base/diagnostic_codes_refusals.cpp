// Codes of refusal: a command that the running system does not carry out. X901–X919 are about what was asked, X920–X929 about
// the journal that would have to record it, X930–X939 about what somebody brings along, X940–X949 about who asks,
// X950–X959 about backups and erasure.
#include "base/diagnostic_codes.h"

namespace drivetrain::diagnostic_codes_detail {

namespace {

// clang-format off: prose keeps its line breaks
constexpr DiagnosticCode refusals_codes[] = {
    {"DT-X901", error, "there is no such thing", "", "The command names a case, task, decision, rhythm or entity that does not exist in the model in force.",
     "List what there is, and use its id."},
    {"DT-X902", error, "the command makes no sense as given", "", "A field is missing, malformed or out of its bounds.", "Correct the field that the refusal names."},
    {"DT-X903", error, "not possible in the present state", "inconsistent performance",
     "What was asked is possible in general, but not now: the task is complete, the decision taken, the milestone without evidence.",
     "Look at the present state; somebody may have acted before."},
    {"DT-X904", error, "the wrong hand", "unclear decision rights",
     "Only the person who holds the right today, or the deputy, may do this. The refusal names who that is. The attempt is recorded: "
     "many such attempts mean that the right is drawn in the wrong place.",
     "Ask the holder named in the refusal, or propose to change the right."},
    {"DT-X905", error, "a reason is required", "operational drift",
     "Whoever deviates from the order that strategy gave may do so, and says why: the reason is what the next review learns from.", "Send the command with a reason."},
    {"DT-X906", error, "separation of duties", "inconsistent performance", "The same person may not do both parts of this decision.", "Let somebody else do the second part."},
    {"DT-X907", error, "made from an outdated version", "inconsistent performance", "Somebody changed the same thing since it was read.",
     "Read it again and decide anew."},
    {"DT-X908", error, "the changed model would be incoherent", "operational drift", "A version is never deployed with an error that the version in force does not have on the same day; the first one with none at all.",
     "Mend the findings that come with the refusal."},
    {"DT-X909", error, "no decision right governs this change", "unclear decision rights",
     "A change of the model is approved by the holders of all rights that it touches. A part of this one touches none.",
     "Let a decision of kind design say that it governs such changes, or leave that part out."},
    {"DT-X910", error, "information is too old to decide on", "inconsistent performance",
     "The right says how old its information may be. Something is older, or there is none, and the right blocks the answer then, or asks whoever answers to sign for it.",
     "Renew the information; or where a signature is asked for, say why the old figure will do (`signature`)."},
    {"DT-X911", error, "not this part, or not its turn", "unclear decision rights",
     "Recommend, agree and input come before the answer, perform after it (RAPID), and each is asked of a role. The part is another's, or what comes before it is not in.",
     "Wait until the parts named in the refusal are in or their time is over, or ask whoever holds the role."},
    {"DT-X920", error, "the storage is unavailable or damaged", "", "Nothing is answered that is not on disk, so nothing was done.",
     "Look at the storage's own words in the refusal; `drivetrain audit verify` checks the journal."},
    {"DT-X921", error, "the disk is full", "", "Nothing can be recorded, so nothing was done.", "Free space and send the command again."},
    {"DT-X922", error, "another process owns the journal", "", "Two writers would tear the journal apart; the newer owner keeps it.",
     "Send the command to the other process, or stop it first."},
    {"DT-X923", error, "the position was not reached in time", "", "A read that waits for its own write gave up; the write itself stands.", "Read again."},
    {"DT-X924", error, "reactions without end", "brittle processes",
     "Policies answered each other's events more often than is allowed after one command; the rest was cut.",
     "Find in the journal which policy answers its own effect, and break the circle."},
    {"DT-X925", error, "unknown or unreadable command", "", "The command's name or fields are not known to this version.", "Send it as its description says."},
    {"DT-X926", error, "internal failure", "", "The command failed inside Drivetrain; nothing of it was kept. This is a bug of ours.",
     "Report it with the text of the refusal."},
    {"DT-X927", error, "stopping", "", "Drivetrain is being stopped and takes no more commands; this one was not recorded.", "Send it again when it is back."},
    {"DT-X928", error, "the address cannot be listened on", "", "Another program has the port, or this user or machine may not use the address.",
     "Stop the other program, or choose another port with --port or address with --address."},
    {"DT-X929", error, "too many requests at once", "", "More requests wait than the server can keep; this one was not looked at.", "Send it again in a moment."},
    {"DT-X930", error, "a table that cannot be read", "", "The file is no CSV, workbook or calendar that Drivetrain can read, or goes beyond its bounds.",
     "Save the table as .xlsx or CSV; the message says what stands in the way."},
    {"DT-X931", error, "the folder is not empty", "", "A new model is written into an empty or new folder only, so that nothing that is there is overwritten.", "Name another folder."},
    {"DT-X932", error, "a mapping that does not fit the tables", "", "What was said about a table or column names one that is not there, or a meaning that does not exist.",
     "  --map 'People:Name=person'   what a column means\n  --map 'Sheet1=decisions'      what a sheet is"},
    {"DT-X940", error, "not signed in", "unclear decision rights", "Who asks is not known: no session, a session or token that has ended, or a wrong account or password.",
     "Sign in; an administrator sends a new link when the password is lost."},
    {"DT-X941", error, "too often", "", "The same account or address asked more often than is allowed in a short time, as whoever guesses passwords would.",
     "Wait as long as the answer says, then try again."},
    {"DT-X942", error, "access not given", "unclear decision rights",
     "The operation needs an administrator, an account that is mapped to a person of the model, or a token of wider scope. The page of access rights lists which.",
     "Ask an administrator, or use a token with the scope that the refusal names."},
    {"DT-X943", error, "the link opens nothing", "", "One-time links work once and for a limited time; a newer link ends an older one.",
     "Ask an administrator for a new one: drivetrain user reset, or the Admin page."},
    {"DT-X944", error, "somebody else is signed in", "unclear decision rights",
     "The request named the person in whose name it was meant (Drivetrain-Person), and another one is signed in: a shared device kept it for somebody. Nothing was done.",
     "Sign in as who did it, or do it anew in your own name."},
    {"DT-X950", error, "a backup is damaged", "", "A file, the hash chain or the replayed state is not what the backup's manifest says, so it proves nothing.",
     "Use another backup; the message names what differs."},
    {"DT-X951", error, "something is there already", "", "Memory is not overwritten by the way: a backup or a journal stands where this one should go.",
     "Name another folder, or say --force."},
    {"DT-X952", error, "the journal has lost its end", "",
     "A journal that ends too early is a whole chain all the same, so the data folder remembers how far it reached (known-head.json). It ends before that record now, or has another one there: an older copy was put in its "
     "place, records were removed, or the disk lost what it had confirmed.",
     "Bring back the newer journal.db with its -wal file, or restore the last backup. When the older journal is there on purpose: drivetrain audit verify --data DIR --accept-head"},
    {"DT-X960", error, "a place that may not be called", "",
     "A step of a process asked the server to call another system. The server calls only what its operator has listed, so that nobody who draws a process, or fills in what it sends, reaches what only the server can reach. "
     "Addresses of its own network (loopback, private, link-local, a cloud's metadata) need an entry of their own, even when a listed name stands for them.",
     "  http_allow: api.example.com, *.partner.example, erp.example:8080, 10.1.0.0/16"},
    {"DT-X961", error, "an answer that is not taken", "", "What another system answered is a redirect, which is not followed, or larger than a call may bring in.", "Call the address behind the redirect itself; ask for less, page by page."},
};
// clang-format on

}  // namespace

std::span<DiagnosticCode const> refusals() { return refusals_codes; }

}  // namespace drivetrain::diagnostic_codes_detail

// Texts of the journal's refusals (see errors.h).
#include "journal/errors.h"

#include "base/limits.h"

namespace drivetrain::journal::errors {

Error storage_unavailable(std::string const& what, std::string const& why) {
  return {"DT-X920", what + ": " + why + ". What was asked was not confirmed, and nothing is answered that is not on disk.",
          "Check that the data folder's disk is mounted, writable and healthy. Reading still works; writing resumes by itself once the storage does."};
}

Error journal_damaged(std::uint64_t expected, std::uint64_t found) {
  return {"DT-X920", "the journal is damaged: record " + std::to_string(expected) + " is missing, record " + std::to_string(found) + " follows the one before it.",
          "Run 'drivetrain audit verify' on the data folder to see where, and restore the last backup."};
}

Error unknown_event(std::uint64_t position, std::uint16_t type) {
  return {"DT-X920", "record " + std::to_string(position) + " of the journal is an event of type " + std::to_string(type) +
                         ", which this Drivetrain does not know; going on without it would rebuild a wrong state.",
          "Start the Drivetrain that wrote this journal, or a newer one."};
}

Error disk_full(std::string const& where) {
  return {"DT-X921", "the disk that holds " + where + " is full, so nothing can be recorded and nothing was done.",
          "Free some space on that disk. Reading still works; writing resumes by itself."};
}

Error another_owner(std::string const& owner) {
  return {"DT-X922", "the journal has another owner" + (owner.empty() ? std::string() : ": " + owner) + ". Two writers would tear it apart, so this one may not write.",
          "Stop the other process, or give this one a data folder of its own with --data DIR."};
}

Error position_not_reached(std::uint64_t wanted, std::uint64_t durable) {
  return {"DT-X923", "the journal has not reached position " + std::to_string(wanted) + " in time; it stands at " + std::to_string(durable) + ".",
          "Ask again in a moment. When it never comes, the position is from another journal or from a commit that failed."};
}

Error follow_ups_cut(std::string const& last_policy) {
  return {"DT-X924", "policies answered each other more than " + std::to_string(limits::max_follow_up_commands) + " times after one command; the rest was cut, last at policy '" +
                         last_policy + "'.",
          "Two policies feed each other without end: look at the records before this one and give one of them a condition."};
}

Error unreadable_command(std::string const& command) {
  return {"DT-X925", "the command '" + command + "' is not known here, or its fields cannot be read.", "Send it again with the fields that its description lists; is the sender of the same version?"};
}

Error internal_failure(std::string const& command, std::string_view why) {
  return {"DT-X926", "the command '" + command + "' failed inside Drivetrain: " + std::string(why) + ". Nothing of it was kept.",
          "This is a fault of Drivetrain, not of the command. Please report it with this text."};
}

Error stopping() {
  return {"DT-X927", "Drivetrain is stopping and takes no more commands.", "Send the command again when it is back; it was not recorded."};
}

}  // namespace drivetrain::journal::errors

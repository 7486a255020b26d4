// What speaks of people is made for its owner's eyes only: files 0600, folders 0700, whatever the umask. Made by root in a folder that is
// somebody else's, a file belongs to that somebody: whoever administers by sudo leaves nothing that the server then cannot read.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace drivetrain::platform {

/// Folders above it that are missing are made as usual; one that is there keeps its permissions. DT-X920.
Status make_private_folder(std::string const& path);
/// An empty file, when there is none; one that is there stays as it is. DT-X920, DT-X921.
Status make_private_file(std::string const& path);
/// Replaces the file in one step, on stable storage when it returns. DT-X920, DT-X921.
Status write_private_file(std::string const& path, std::string_view content);
/// For a file that was made otherwise; does nothing unless we are root.
void give_to_owner_of_folder(std::string const& path);
/// Whether its group or everybody may read or change it; false when there is no such file.
bool is_open_to_others(std::string const& path);

}  // namespace drivetrain::platform

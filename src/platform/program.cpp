// The build id is a note in the program's own image (see program.h).
#include "platform/program.h"

#include <elf.h>
#include <link.h>

#include <cstring>

#include "base/hash.h"
#include "platform/file_copy.h"

namespace drivetrain::platform {

namespace {

/// Called for each loaded object; the program itself comes first, and is the only one asked.
int find_build_id(dl_phdr_info* object, std::size_t, void* found) {
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    auto const& segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    auto at = reinterpret_cast<std::uint8_t const*>(object->dlpi_addr + segment.p_vaddr);
    auto end = at + segment.p_memsz;
    while (at + sizeof(ElfW(Nhdr)) <= end) {
      ElfW(Nhdr) note;
      std::memcpy(&note, at, sizeof note);
      auto name = at + sizeof note;
      auto content = name + ((note.n_namesz + 3u) & ~3u);
      if (content + note.n_descsz > end) break;
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0) {
        *static_cast<std::string*>(found) = to_hex({content, note.n_descsz});
        return 1;
      }
      at = content + ((note.n_descsz + 3u) & ~3u);
    }
  }
  return 1;
}

std::string find_build() {
  std::string build;
  dl_iterate_phdr(find_build_id, &build);
  if (!build.empty()) return build;
  auto hash = hash_file("/proc/self/exe");
  return hash ? hash.take() : std::string();
}

}  // namespace

std::string const& program_build() {
  static std::string const build = find_build();
  return build;
}

}  // namespace drivetrain::platform

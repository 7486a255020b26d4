// The company's state as bytes and back (Machine::image). Every folder's state is walked by its structure, so a new member joins by
// existing; only the process engine's pool of words needs a hand. Versions of the model are not part of it: the state says
// which were in force, and the journal's blobs have their files.
#include "app/company.h"
#include "processes/state_image.h"

namespace drivetrain::app {

namespace {

template <class Self, class Visit>
void each_state(Self& company, Visit&& visit) {
  visit(company.organisation);
  visit(company.decisions);
  visit(company.coordination);
  visit(company.ideas);
  visit(company.processes);
  visit(company.execution);
  visit(company.performance);
  visit(company.adaptation);
  visit(company.open_erasures);
}

}  // namespace

std::optional<Bytes> Company::image() const {
  Bytes out;
  each_state(*this, [&out](auto const& state) { image::put(out, state); });
  return out;
}

std::string Company::image_layout() const {
  std::string text;
  each_state(*this, [&text](auto const& state) {
    image::layout<std::remove_cvref_t<decltype(state)>>(text);
    text += '\n';
  });
  return text;
}

bool Company::load_image(std::span<std::uint8_t const> image) {
  image::Source source(image);
  each_state(*this, [&source](auto& state) { image::get(source, state); });
  if (!source.ok() || !source.in.done()) return false;
  // Cases and decisions under way name the versions that they began with; the last one is in force. Each is compiled for the day that
  // replay would have taken: that of its deployment, in the zone of the version before.
  for (auto const& version : adaptation.versions) {
    if (!library_.require(version.revision, version.manifest, today(version.deployed)).ok()) return false;
    take_into_force(library_.find(version.revision));
  }
  return true;
}

}  // namespace drivetrain::app

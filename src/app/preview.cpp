// See preview.h.
#include "app/preview.h"

#include "base/result.h"
#include "organisation/working_time.h"
#include "processes/handle.h"

namespace drivetrain::app {

namespace {

/// Of a handler that is asked to look only: it emits nothing.
class Look final : public journal::Transition {
 public:
  Look(Company const& company, std::string const& person, Instant now) : company_(company), actor_(journal::Actor::person(person)), now_(now) {}
  std::string answer;

  Instant now() const override { return now_; }
  journal::Actor const& actor() const override { return actor_; }
  std::uint64_t command_position() const override { return 0; }
  std::string const& model_revision() const override { return company_.model_revision(); }
  void cancel_timer(std::string_view) override { DT_ASSERT(false && "a look changes nothing"); }
  void reply(std::string text) override { answer = std::move(text); }
  void about(std::string) override {}

 protected:
  void emit_encoded(journal::TypeNumber, Bytes) override { DT_ASSERT(false && "a look changes nothing"); }
  void set_timer_command(std::string, Instant, journal::Command) override { DT_ASSERT(false && "a look changes nothing"); }

 private:
  Company const& company_;
  journal::Actor actor_;
  Instant now_;
};

template <class C>
Result<std::string> look(Company const& company, C command, std::string const& person, Instant now) {
  command.dry_run = true;
  Look transition(company, person, now);
  auto working = [&company](Instant from, Duration work) -> Result<Instant> {
    DT_TRY(auto hours, organisation::hours_of_company(company.model().organisation));
    return organisation::add_working(hours, from, work);
  };
  processes::Context context{transition, company.processes, company, company.model().processes, working, company.model().organisation, company.organisation};
  DT_CHECK(processes::handle(command, context));
  return transition.answer;
}

}  // namespace

Result<std::string> preview(Company const& company, processes::ModifyCase const& command, std::string const& person, Instant now) { return look(company, command, person, now); }
Result<std::string> preview(Company const& company, processes::MigrateCase const& command, std::string const& person, Instant now) { return look(company, command, person, now); }

}  // namespace drivetrain::app

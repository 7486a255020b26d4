// Sessions, and who is behind a cookie or a token (see access.h).
#include "app/access/access.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/text.h"

namespace drivetrain::app::access {

namespace {

/// How often "last seen" and "last used" are written down.
constexpr Duration trace_interval = minutes(1);
/// Five wrong passwords at once for an account, then one each twenty seconds; an address has twenty.
constexpr platform::RateLimiter::Rule account_rule{5, seconds(20)}, address_rule{20, seconds(5)};

Error not_signed_in() { return {"DT-X940", "account or password is wrong", "try again; when the password is lost, an administrator sends a new link"}; }

/// In the time that its length takes, whatever is in it.
bool same_text(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

}  // namespace

Access::Access(Runtime& runtime, platform::AccessStore& store, journal::Clock& clock, journal::Entropy& entropy, AccessOptions options)
    : runtime_(runtime), store_(store), clock_(clock), entropy_(entropy), options_(std::move(options)), by_account_(account_rule), by_address_(address_rule) {
  if (!options_.operator_key.empty()) operator_hash_ = to_hex(sha256(options_.operator_key));
  subscription_ = runtime_.journal().subscribe([this](std::vector<journal::StoredRecord> const& records) { listen(records); });
}

Access::~Access() { runtime_.journal().unsubscribe(subscription_); }

void Access::listen(std::vector<journal::StoredRecord> const& records) {
  std::lock_guard lock(mutex_);
  for (auto const& stored : records) {
    if (!organisation::fold(stored.record, accounts_)) continue;
    std::erase_if(sessions_, [&](auto const& one) {
      if (one.second.account.empty()) return false;
      auto const* account = accounts_.find(one.second.account);
      return !account || account->state != organisation::AccountState::active;
    });
    std::erase_if(tokens_, [&](auto const& one) { return !accounts_.tokens.contains(one.second.id); });
  }
}

Status Access::open() {
  std::array<std::uint8_t, 16> salt{};
  entropy_.fill(salt);
  DT_ASSIGN(nobodys_hash_, platform::hash_password(secret(16), salt, options_.cost));
  organisation::Accounts accounts;
  DT_CHECK(runtime_.journal().read([&] { accounts = runtime_.company().organisation.accounts; }));
  DT_CHECK(store_.drop_sessions_seen_before(clock_.now() - options_.idle));
  DT_TRY(auto sessions, store_.sessions());
  DT_TRY(auto tokens, store_.tokens());
  std::lock_guard lock(mutex_);
  accounts_ = std::move(accounts);
  for (auto& session : sessions) {
    auto hash = session.hash;
    sessions_[hash] = std::move(session);
  }
  for (auto const& token : tokens) {
    if (accounts_.tokens.contains(token.id)) tokens_[token.hash] = {token.id, token.used};
    else DT_CHECK(store_.drop_token(token.id));  // it ended with its account
  }
  return {};
}

std::string Access::secret(std::size_t bytes) {
  std::vector<std::uint8_t> bits(bytes);
  entropy_.fill(bits);
  return to_hex(bits);
}

bool Access::expired(platform::StoredSession const& session, Instant now) const {
  return session.seen + options_.idle < now || session.opened + options_.absolute < now;
}

Principal Access::by_session(std::string_view secret) {
  Principal who;
  if (secret.empty()) return who;
  auto hash = to_hex(sha256(secret));
  auto now = clock_.now();
  std::optional<platform::StoredSession> to_note;
  {
    std::lock_guard lock(mutex_);
    auto found = sessions_.find(hash);
    if (found == sessions_.end()) return who;
    auto& session = found->second;
    if (expired(session, now)) {
      sessions_.erase(found);  // from the store when the next process opens it
      return who;
    }
    if (session.account.empty()) {
      who.kind = Principal::Kind::sample_person;
      who.person = session.person;
      who.scope = Scope::write;
    } else {
      auto const* account = accounts_.find(session.account);
      if (!account || account->state != organisation::AccountState::active) return who;
      who.kind = Principal::Kind::account;
      who.account = account->name;
      who.person = account->person;
      who.administrator = account->administrator;
    }
    who.session = hash;
    if (session.seen + trace_interval < now) {
      session.seen = now;
      to_note = session;
    }
  }
  // A trace that cannot be written down (a full disk) keeps nobody out.
  if (to_note) (void)store_.put_session(*to_note).ok();
  return who;
}

Principal Access::by_bearer(std::string_view secret) {
  Principal who;
  auto hash = to_hex(sha256(secret));
  if (!operator_hash_.empty() && same_text(hash, operator_hash_)) {
    who.kind = Principal::Kind::installation;
    who.administrator = true;
    return who;
  }
  auto now = clock_.now();
  std::optional<platform::StoredToken> to_note;
  {
    std::lock_guard lock(mutex_);
    auto found = tokens_.find(hash);
    if (found == tokens_.end()) return who;
    auto known = accounts_.tokens.find(found->second.id);
    if (known == accounts_.tokens.end() || known->second.expires <= now) return who;
    auto const* account = accounts_.find(known->second.account);
    if (!account || account->state != organisation::AccountState::active) return who;
    who.kind = Principal::Kind::token;
    who.account = account->name;
    who.person = account->person;
    who.administrator = account->administrator;
    who.scope = scope_from(known->second.scope).value_or(Scope::read);
    auto& used = found->second.used;
    if (!used || *used + trace_interval < now) {
      used = now;
      to_note = platform::StoredToken{found->second.id, hash, now};
    }
  }
  if (to_note) (void)store_.put_token(*to_note).ok();
  return who;
}

Result<Access::Opened> Access::open_session(std::string const& account, std::string const& person) {
  auto text = secret(32);
  auto now = clock_.now();
  platform::StoredSession session{to_hex(sha256(text)), account, person, now, now};
  DT_CHECK(store_.put_session(session));
  std::string oldest;
  {
    std::lock_guard lock(mutex_);
    if (sessions_.size() >= most_sessions) {
      auto first = std::min_element(sessions_.begin(), sessions_.end(), [](auto const& a, auto const& b) { return a.second.seen < b.second.seen; });
      oldest = first->first;
      sessions_.erase(first);
    }
    sessions_[session.hash] = session;
  }
  if (!oldest.empty()) DT_CHECK(store_.drop_session(oldest));
  return Opened{text, account};
}

std::optional<Duration> Access::wait_before_sign_in(std::string_view account, std::string const& address) {
  auto now = clock_.now();
  if (auto wait = by_address_.take(address, now)) return wait;
  return by_account_.take(account, now);
}

std::optional<Duration> Access::wait_before_link(std::string const& address) { return by_address_.take(address, clock_.now()); }

Result<Access::Opened> Access::sign_in(std::string const& account, std::string const& password, std::string const& address) {
  DT_TRY(auto stored, store_.password(account));
  bool active = false;
  {
    std::lock_guard lock(mutex_);
    auto const* known = accounts_.find(account);
    active = known && known->state == organisation::AccountState::active;
  }
  bool fits = platform::password_fits(password, stored ? stored->hash : nobodys_hash_);
  if (!fits || !stored || !active) return not_signed_in();
  by_account_.forget(account);
  by_address_.give_back(address);
  DT_CHECK(store_.note_sign_in(account, clock_.now()));
  return open_session(account, "");
}

Result<Access::Opened> Access::sign_in_as_sample(std::string const& person) { return open_session("", person); }

Status Access::sign_out(Principal const& who) {
  if (who.session.empty()) return {};
  {
    std::lock_guard lock(mutex_);
    sessions_.erase(who.session);
  }
  return store_.drop_session(who.session);
}

void Access::drop_sessions_of(std::string const& account) {
  std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](auto const& one) { return one.second.account == account; });
}

organisation::Accounts Access::accounts() const {
  std::lock_guard lock(mutex_);
  return accounts_;
}

bool Access::administered() const {
  std::lock_guard lock(mutex_);
  return accounts_.administrators() > 0;
}

std::size_t Access::open_sessions() const {
  auto now = clock_.now();
  std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(sessions_.begin(), sessions_.end(), [&](auto const& one) { return !expired(one.second, now); }));
}

Access::Trace Access::trace_of(std::string const& account) {
  Trace trace;
  auto now = clock_.now();
  if (auto stored = store_.password(account); stored.ok() && *stored) trace.signed_in = (**stored).signed_in;
  if (auto links = store_.links())
    for (auto const& link : *links)
      if (link.account == account && link.expires > now) trace.link_expires = link.expires;
  std::lock_guard lock(mutex_);
  for (auto const& [hash, session] : sessions_)
    if (session.account == account && !expired(session, now)) ++trace.sessions;
  return trace;
}

std::optional<Instant> Access::token_used(std::string const& token) const {
  std::lock_guard lock(mutex_);
  for (auto const& [hash, one] : tokens_)
    if (one.id == token) return one.used;
  return std::nullopt;
}

}  // namespace drivetrain::app::access

// Calls to other systems: what is sent and taken, and what is never reached.
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "base/text.h"
#include "platform/http_answer.h"
#include "platform/http_call.h"
#include "platform/other_system_for_test.h"

namespace drivetrain::platform::test {
namespace {

/// A certificate that nobody has signed but itself, for erp.example and 127.0.0.1, and what speaks TLS with it.
class OwnCertificate {
 public:
  OwnCertificate() {
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), X509_free);
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
    X509_set_pubkey(made.get(), key.get());
    auto* name = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("erp.example"), -1, -1, 0);
    X509_set_issuer_name(made.get(), name);
    auto* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:erp.example,IP:127.0.0.1");
    X509_add_ext(made.get(), names, -1);
    X509_EXTENSION_free(names);
    X509_sign(made.get(), key.get(), EVP_sha256());
    context_.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_use_certificate(context_.get(), made.get());
    SSL_CTX_use_PrivateKey(context_.get(), key.get());
    certificate_ = ::testing::TempDir() + "/other_system_" + std::to_string(::getpid()) + "_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".pem";
    auto* file = std::fopen(certificate_.c_str(), "w");
    PEM_write_X509(file, made.get());
    std::fclose(file);
  }
  ~OwnCertificate() { std::remove(certificate_.c_str()); }
  OwnCertificate(OwnCertificate const&) = delete;
  std::string const& file() const { return certificate_; }
  OtherSystem::Around around() const {
    return [this](int file) { return std::make_unique<Secured>(file, context_.get()); };
  }
  /// Says that it is done when both have met, and is gone while the other still sends.
  OtherSystem::Around leaving() const {
    return [this](int file) { return std::make_unique<Leaving>(file, context_.get()); };
  }

 private:
  class Secured : public Channel {
   public:
    Secured(int file, SSL_CTX* context) : Channel(file), tls_(SSL_new(context)) {
      SSL_set_fd(tls_, file);
      timeval patience{5, 0};
      setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~Secured() override { SSL_shutdown(tls_), SSL_free(tls_); }
    bool open() override { return SSL_accept(tls_) == 1; }
    int read(char* buffer, std::size_t size) override {
      errno = 0;
      return SSL_read(tls_, buffer, static_cast<int>(size));
    }
    void write(std::string const& text) override { SSL_write(tls_, text.data(), static_cast<int>(text.size())); }

   protected:
    SSL* tls_;
  };
  class Leaving final : public Secured {
   public:
    using Secured::Secured;
    bool open() override {
      bool met = Secured::open();
      SSL_set_quiet_shutdown(tls_, 1);
      ::shutdown(file_, SHUT_WR);
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      linger at_once{1, 0};
      setsockopt(file_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      return met && false;
    }
  };
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};
  std::string certificate_;
};

OutboundRules rules(std::string const& list) {
  auto parsed = OutboundRules::parse(list);
  EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().message);
  return parsed.ok() ? *parsed : OutboundRules();
}

std::string verdict(Result<ClientAnswer> const& answer) { return answer.ok() ? std::to_string(answer->status) + " " + answer->body : answer.error().code + " " + answer.error().message; }

OutboundLimits quick() {
  OutboundLimits limits;
  limits.connect = seconds(2), limits.whole = seconds(3);
  return limits;
}

/// Names as a test wants them.
OutboundLimits where(std::string const& name, std::vector<std::string> const& addresses) {
  auto limits = quick();
  limits.look_up = [=](std::string const& host) -> Result<std::vector<IpAddress>> {
    EXPECT_EQ(host, name);
    std::vector<IpAddress> found;
    for (auto const& one : addresses) found.push_back(*IpAddress::parse(one));
    return found;
  };
  return limits;
}

TEST(OutboundCall, SendsARequestAndTakesTheAnswer) {
  OtherSystem erp([](std::string const&) { return "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nX-Id: 7\r\nContent-Length: 8\r\n\r\n{\"a\": 1}"; });
  OutboundRequest request{"POST", erp.url("/orders?dry=1#part"), {{"Content-Type", "application/json"}, {"Idempotency-Key", "k"}}, "{\"pieces\": 3}"};
  auto answer = call_out(request, rules("127.0.0.1:" + std::to_string(erp.port())), quick());
  ASSERT_TRUE(answer.ok()) << verdict(answer);
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "{\"a\": 1}");
  EXPECT_EQ(answer->headers.at("x-id"), "7");
  auto seen = erp.requests().at(0);
  EXPECT_TRUE(seen.starts_with("POST /orders?dry=1 HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(erp.port()) + "\r\n")) << seen;
  EXPECT_NE(seen.find("Idempotency-Key: k\r\n"), std::string::npos);
  EXPECT_TRUE(seen.ends_with("Content-Length: 13\r\n\r\n{\"pieces\": 3}")) << seen;
}

TEST(OutboundCall, GoesNowhereThatIsNotListed) {
  OtherSystem erp([](std::string const&) { return ok("1"); });
  EXPECT_EQ(verdict(call_out({"GET", erp.url(), {}, ""}, rules(""), quick())), "DT-X960 127.0.0.1:" + std::to_string(erp.port()) + " is not among the places that this server may call");
  EXPECT_EQ(verdict(call_out({"GET", erp.url(), {}, ""}, rules("127.0.0.1"), quick())).substr(0, 7), "DT-X960") << "another port";
  EXPECT_EQ(verdict(call_out({"GET", "https://api.example/", {}, ""}, rules("api.example.com *.api.example"), quick())).substr(0, 7), "DT-X960");
  auto help = call_out({"GET", "https://api.example/", {}, ""}, rules(""), quick()).error().help;
  EXPECT_NE(help.find("http_allow: api.example"), std::string::npos) << help;
  EXPECT_TRUE(erp.requests().empty());
}

TEST(OutboundCall, AListedNameDoesNotLeadIntoTheServersOwnNetwork) {
  OtherSystem inside([](std::string const&) { return ok("secret"); });
  auto port = std::to_string(inside.port());
  OutboundRequest request{"GET", "http://api.example:" + port + "/", {}, ""};
  for (auto const* address : {"127.0.0.1", "10.0.0.7", "172.20.1.1", "192.168.1.1", "169.254.169.254", "100.64.0.9", "0.0.0.0", "::1", "fe80::1", "fd00:ec2::254", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1"})
    EXPECT_EQ(verdict(call_out(request, rules("api.example:" + port), where("api.example", {address}))).substr(0, 7), "DT-X960") << address;
  EXPECT_EQ(verdict(call_out(request, rules("api.example:" + port), where("api.example", {"8.8.8.8", "127.0.0.1"}))).substr(0, 7), "DT-X960") << "one of several is enough to refuse";
  EXPECT_TRUE(inside.requests().empty());
  for (auto const* other : {"127.0.0.1:1", "127.0.0.0/8", "127.0.0.0/8:1"})
    EXPECT_EQ(verdict(call_out(request, rules("api.example:" + port + ", " + other), where("api.example", {"127.0.0.1"}))).substr(0, 7), "DT-X960") << other << ": another port of it";
  EXPECT_TRUE(inside.requests().empty());
  auto refused = call_out(request, rules("api.example:" + port), where("api.example", {"127.0.0.1"})).error();
  EXPECT_NE(refused.help.find("http_allow: api.example:" + port + ", 127.0.0.1:" + port), std::string::npos) << refused.help;
  EXPECT_EQ(verdict(call_out(request, rules("api.example:" + port + ", 127.0.0.0/8:" + port), where("api.example", {"127.0.0.1"}))), "200 secret") << "unless the range is listed, too, with its port";
  EXPECT_NE(inside.requests().at(0).find("Host: api.example:" + port), std::string::npos);
}

TEST(OutboundCall, LooksANameUpOnceAndConnectsThere) {
  OtherSystem inside([](std::string const&) { return ok("it"); });
  int asked = 0;
  auto limits = quick();
  limits.look_up = [&](std::string const&) -> Result<std::vector<IpAddress>> { return std::vector{*IpAddress::parse(++asked == 1 ? "127.0.0.1" : "10.9.9.9")}; };
  auto port = std::to_string(inside.port());
  EXPECT_EQ(verdict(call_out({"GET", "http://rebind.example:" + port + "/", {}, ""}, rules("rebind.example:" + port + " 127.0.0.1/32:" + port), limits)), "200 it");
  EXPECT_EQ(asked, 1);
}

TEST(OutboundCall, FollowsNoRedirect) {
  OtherSystem erp([](std::string const&) { return "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n"; });
  EXPECT_EQ(verdict(call_out({"GET", erp.url(), {}, ""}, rules("127.0.0.1:" + std::to_string(erp.port())), quick())), "DT-X961 127.0.0.1 answers with a redirect (302) to http://169.254.169.254/latest");
  EXPECT_EQ(erp.requests().size(), 1u);
}

TEST(OutboundCall, BringsNothingThatIsNoText) {
  std::string where_to = "/" + std::string(198, 'a') + "\xC3\xA9", answer;
  OtherSystem erp([&](std::string const&) { return answer; });
  auto asked = [&](std::string const& what) {
    answer = what;
    return call_out({"GET", erp.url(), {}, ""}, rules("127.0.0.1:" + std::to_string(erp.port())), quick());
  };
  auto redirected = asked("HTTP/1.1 302 Found\r\nLocation: " + where_to + "\r\nContent-Length: 0\r\n\r\n");
  EXPECT_TRUE(verdict(redirected).ends_with("to /" + std::string(198, 'a'))) << verdict(redirected);
  auto headers = asked("HTTP/1.1 200 OK\r\nX-Bad: \xFF\xFE!\x1B\r\nContent-Length: 0\r\n\r\n");
  ASSERT_TRUE(headers.ok());
  EXPECT_EQ(headers->headers.at("x-bad"), "\xEF\xBF\xBD\xEF\xBF\xBD!\xEF\xBF\xBD");
  EXPECT_TRUE(verdict(asked("HTTP/1.1 200 OK\r\nX-\xFF: 1\r\nContent-Length: 0\r\n\r\n")).ends_with("a header is none"));
  EXPECT_TRUE(is_valid_utf8(verdict(asked("\x16\x03\x01\xFF\r\n\r\n")))) << "TLS where plain words were expected";
  EXPECT_TRUE(is_valid_utf8(verdict(call_out({"GET", "http://" + std::string(192, 'a') + "\xC3\xA9/", {}, ""}, rules("*.example"), quick()))));
}

TEST(OutboundCall, BoundsSizeAndTime) {
  OtherSystem large([](std::string const&) { return "HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\nx"; });
  EXPECT_EQ(verdict(call_out({"GET", large.url(), {}, ""}, rules("127.0.0.1:" + std::to_string(large.port())), quick())).substr(0, 7), "DT-X961");
  OtherSystem endless([](std::string const&) { return "HTTP/1.1 200 OK\r\n\r\n" + std::string(6u << 20, 'x'); });
  EXPECT_EQ(verdict(call_out({"GET", endless.url(), {}, ""}, rules("127.0.0.1:" + std::to_string(endless.port())), quick())).substr(0, 7), "DT-X961");
  OtherSystem silent([](std::string const&) { return ""; });
  auto limits = quick();
  limits.whole = Duration{300'000};
  EXPECT_EQ(verdict(call_out({"GET", silent.url(), {}, ""}, rules("127.0.0.1:" + std::to_string(silent.port())), limits)), "DT-X927 nobody answers at 127.0.0.1:" + std::to_string(silent.port()) + ": it took too long to answer");
}

TEST(OutboundCall, StopsWhenItIsTold) {
  OtherSystem silent([](std::string const&) { return ""; });
  auto limits = quick();
  limits.whole = seconds(60);
  std::atomic<bool> stopped = false;
  limits.stopped = [&] { return stopped.load(); };
  auto begun = std::chrono::steady_clock::now();
  std::thread teller([&] {
    while (silent.requests().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    stopped = true;
  });
  EXPECT_EQ(verdict(call_out({"GET", silent.url(), {}, ""}, rules("127.0.0.1:" + std::to_string(silent.port())), limits)).substr(0, 7), "DT-X927");
  teller.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20)) << "long before its time is over";
}

TEST(OutboundCall, OutlivesWhoGoesInTheMiddleOfARequest) {
  OwnCertificate certificate;
  OtherSystem bank([](std::string const&) { return ok("never"); }, certificate.leaving());
  auto trusting = quick();
  trusting.trusted = certificate.file();
  OutboundRequest request{"POST", bank.url(), {}, std::string(12u << 20, 'x')};
  EXPECT_EQ(verdict(call_out(request, rules("127.0.0.1:" + std::to_string(bank.port())), trusting)), "DT-X927 nobody answers at 127.0.0.1:" + std::to_string(bank.port()) + ": it took no request");
}

/// A port of 127.0.0.2 where nobody takes a connection any more.
class Deaf {
 public:
  explicit Deaf(int port) : file_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET, place.sin_port = htons(static_cast<std::uint16_t>(port)), place.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
    EXPECT_EQ(::bind(file_, reinterpret_cast<sockaddr*>(&place), sizeof place), 0);
    EXPECT_EQ(::listen(file_, 0), 0);
    for (auto& one : waiting_) {
      one = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      (void)::connect(one, reinterpret_cast<sockaddr*>(&place), sizeof place);
    }
  }
  ~Deaf() {
    for (auto one : waiting_) ::close(one);
    ::close(file_);
  }
  Deaf(Deaf const&) = delete;

 private:
  int file_;
  int waiting_[8];
};

TEST(OutboundCall, GoesToTheNextAddressWhenNobodyAnswersAtTheFirst) {
  OtherSystem erp([](std::string const&) { return ok("1"); });
  Deaf deaf(erp.port());
  auto port = std::to_string(erp.port());
  EXPECT_EQ(verdict(call_out({"GET", "http://erp.example:" + port + "/", {}, ""}, rules("erp.example:" + port + " 127.0.0.0/8:" + port), where("erp.example", {"127.0.0.2", "127.0.0.1"}))), "200 1");
}

TEST(OutboundCall, SpeaksTlsWithWhomItCanVerify) {
  OwnCertificate certificate;
  OtherSystem bank([](std::string const&) { return ok("paid"); }, certificate.around());
  auto port = std::to_string(bank.port());
  auto trusting = quick();
  trusting.trusted = certificate.file();
  EXPECT_EQ(verdict(call_out({"GET", bank.url(), {}, ""}, rules("127.0.0.1:" + port), trusting)), "200 paid");
  auto named = where("erp.example", {"127.0.0.1"});
  named.trusted = certificate.file();
  EXPECT_EQ(verdict(call_out({"GET", "https://erp.example:" + port + "/", {}, ""}, rules("erp.example:" + port + " 127.0.0.1/8:" + port), named)), "200 paid");
  auto other = where("else.example", {"127.0.0.1"});
  other.trusted = certificate.file();
  EXPECT_NE(verdict(call_out({"GET", "https://else.example:" + port + "/", {}, ""}, rules("else.example:" + port + " 127.0.0.1/8:" + port), other)).find("certificate is not accepted: "), std::string::npos) << "another name";
  EXPECT_NE(verdict(call_out({"GET", bank.url(), {}, ""}, rules("127.0.0.1:" + port), quick())).find("certificate is not accepted: self"), std::string::npos) << "nobody vouches for it";
}

TEST(OutboundCall, RefusesWhatIsNoRequest) {
  auto refused = [](OutboundRequest const& request) { return verdict(call_out(request, rules("*.example"), quick())).substr(0, 7); };
  for (auto const* url : {"ftp://a.example/", "file:///etc/passwd", "http://", "http://user@a.example/", "http://a.example:0/", "http://a.example:99999/", "http://a b.example/", "http://a.example/\r\nX: 1", "http://[::1/", "//a.example", "http://a.example\\@b.example/"})
    EXPECT_EQ(refused({"GET", url, {}, ""}), "DT-X902") << url;
  EXPECT_EQ(refused({"GET POST", "http://a.example/", {}, ""}), "DT-X902");
  EXPECT_EQ(refused({"CONNECT", "http://a.example/", {}, ""}), "DT-X902");
  EXPECT_EQ(refused({"GET", "http://a.example/", {{"X", "a\r\nHost: b"}}, ""}), "DT-X902");
  EXPECT_EQ(refused({"GET", "http://a.example/", {{"Host", "b"}}, ""}), "DT-X902");
  for (auto const* hidden : {"http://2130706433/", "http://0x7f.0.0.1/", "http://127.1/", "http://0177.0.0.1/"})
    EXPECT_EQ(refused({"GET", hidden, {}, ""}), "DT-X960") << hidden << ": only dotted numbers are an address, all else is a name";
}

TEST(OutboundRules, SaysWhatIsNoEntry) {
  for (auto const* entry : {"https://api.example", "api.example/8", "10.0.0.0/33", "api.example:0", "api example:99999", "*.", "a..b", "[::1", "*"}) EXPECT_FALSE(OutboundRules::parse(entry).ok()) << entry;
  for (auto const* entry : {"api.example", "*.example:8443", "10.0.0.0/8", "10.1.2.3:8080", "[::1]:9000", "fd00::/8", "[fd00::]/8:8080", "", " a.example ,, b.example\n"}) EXPECT_TRUE(OutboundRules::parse(entry).ok()) << entry;
}

std::string read(std::vector<std::string> const& pieces, bool ends = true, std::size_t most = 1000) {
  AnswerReader reader(false, most);
  for (auto const& piece : pieces)
    if (auto taken = reader.take(piece); !taken.ok()) return taken.error().message;
  if (!reader.done() && ends)
    if (auto ended = reader.end(); !ended.ok()) return ended.error().message;
  return reader.done() ? reader.answer().body : "not done";
}

TEST(AnswerReader, TakesPiecesHoweverTheyAreCut) {
  std::string chunked = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: 1\r\n\r\n";
  EXPECT_EQ(read({chunked}), "hello world");
  std::vector<std::string> bytes;
  for (char c : chunked) bytes.emplace_back(1, c);
  EXPECT_EQ(read(bytes), "hello world");
  EXPECT_EQ(read({"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", "c"}), "abc");
  EXPECT_EQ(read({"HTTP/1.0 200 OK\r\n\r\nall ", "of it"}), "all of it");
  EXPECT_EQ(read({"HTTP/1.1 204 No Content\r\n\r\n"}, false), "");
}

TEST(AnswerReader, RefusesWhatIsNoAnswer) {
  EXPECT_EQ(read({"SSH-2.0-OpenSSH\r\n\r\n"}), "sent no proper answer: it begins 'SSH-2.0-OpenSSH'");
  EXPECT_EQ(read({"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"}), "sent no proper answer: it ended early");
  EXPECT_EQ(read({"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nab"}), "sent no proper answer: its length is none");
  EXPECT_EQ(read({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}), "sent no proper answer: the length of a piece is none");
  EXPECT_EQ(read({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\n"}), "sent more than 1000 bytes");
  EXPECT_EQ(read({"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"}), "sent no proper answer: its body is encoded as gzip, which was not asked for");
  EXPECT_EQ(read({std::string(70'000, 'x')}), "sent no proper answer: its headers have no end");
}

}  // namespace
}  // namespace drivetrain::platform::test

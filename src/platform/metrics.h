// Metrics in OpenMetrics 1.0 text, for Prometheus and whatever reads the same: counters, gauges, histograms, few labels.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace drivetrain::platform {

using Labels = std::vector<std::pair<std::string, std::string>>;

class MetricsText {
 public:
  static constexpr char const* content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  /// One family at a time; `name` without unit suffix rules being checked.
  void counter(std::string_view name, std::string_view help, std::vector<std::pair<Labels, double>> const& values);
  void gauge(std::string_view name, std::string_view help, std::vector<std::pair<Labels, double>> const& values);
  struct HistogramValue {
    std::vector<std::uint64_t> buckets;  ///< one more than bounds: beyond the last
    double sum = 0;
  };
  void histogram(std::string_view name, std::string_view help, std::vector<double> const& bounds, std::vector<std::pair<Labels, HistogramValue>> const& values);
  /// With the end mark.
  std::string take();

 private:
  void head(std::string_view name, std::string_view type, std::string_view help);
  void line(std::string_view name, Labels const& labels, double value);
  std::string text_;
};

/// How many requests of each kind, how they ended, how long they took. Thread-safe.
class RequestMeter {
 public:
  /// `operation`: of a bounded set, never a path that somebody sent.
  void note(std::string_view operation, int status, double seconds);
  void write(MetricsText& text) const;
  static std::vector<double> const& bounds();

 private:
  struct Row {
    std::map<int, std::uint64_t> by_status;
    MetricsText::HistogramValue took;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Row, std::less<>> rows_;
};

/// Memory, threads, open files and processor time of this process, by /proc.
void write_process_metrics(MetricsText& text);

}  // namespace drivetrain::platform

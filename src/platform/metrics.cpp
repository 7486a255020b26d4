// OpenMetrics text (see metrics.h; https://openmetrics.io, section "Text Format").
#include "platform/metrics.h"

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace drivetrain::platform {

namespace {

std::string number_text(double value) {
  char buffer[64];
  if (value == static_cast<double>(static_cast<std::int64_t>(value))) std::snprintf(buffer, sizeof buffer, "%lld", static_cast<long long>(value));
  else std::snprintf(buffer, sizeof buffer, "%.9g", value);
  return buffer;
}

std::string escaped_label(std::string_view value) {
  std::string text;
  for (char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    if (c == '\n') text += "\\n";
    else text += c;
  }
  return text;
}

std::size_t open_files() {
  auto* folder = opendir("/proc/self/fd");
  if (!folder) return 0;
  std::size_t count = 0;
  while (auto const* entry = readdir(folder))
    if (entry->d_name[0] != '.') ++count;
  closedir(folder);
  return count > 0 ? count - 1 : 0;  // the folder itself
}

/// Field of /proc/self/statm, in pages.
long resident_pages() {
  long whole = 0, resident = 0;
  if (auto* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &whole, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return resident;
}

}  // namespace

void MetricsText::head(std::string_view name, std::string_view type, std::string_view help) {
  text_.append("# TYPE ").append(name).append(" ").append(type).append("\n# HELP ").append(name).append(" ").append(help).append("\n");
}

void MetricsText::line(std::string_view name, Labels const& labels, double value) {
  text_.append(name);
  char const* between = "{";
  for (auto const& [label, of] : labels) {
    text_.append(between).append(label).append("=\"").append(escaped_label(of)).append("\"");
    between = ",";
  }
  text_.append(labels.empty() ? " " : "} ").append(number_text(value)).append("\n");
}

void MetricsText::counter(std::string_view name, std::string_view help, std::vector<std::pair<Labels, double>> const& values) {
  head(name, "counter", help);
  for (auto const& [labels, value] : values) line(std::string(name) + "_total", labels, value);
}

void MetricsText::gauge(std::string_view name, std::string_view help, std::vector<std::pair<Labels, double>> const& values) {
  head(name, "gauge", help);
  for (auto const& [labels, value] : values) line(name, labels, value);
}

void MetricsText::histogram(std::string_view name, std::string_view help, std::vector<double> const& bounds, std::vector<std::pair<Labels, HistogramValue>> const& values) {
  head(name, "histogram", help);
  auto bucket = std::string(name) + "_bucket";
  for (auto const& [labels, value] : values) {
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < value.buckets.size(); ++i) {
      so_far += value.buckets[i];
      auto with = labels;
      with.emplace_back("le", i < bounds.size() ? number_text(bounds[i]) : "+Inf");
      line(bucket, with, static_cast<double>(so_far));
    }
    line(std::string(name) + "_count", labels, static_cast<double>(so_far));
    line(std::string(name) + "_sum", labels, value.sum);
  }
}

std::string MetricsText::take() {
  text_ += "# EOF\n";
  return std::move(text_);
}

std::vector<double> const& RequestMeter::bounds() {
  static std::vector<double> const all{0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
  return all;
}

void RequestMeter::note(std::string_view operation, int status, double seconds) {
  std::lock_guard lock(mutex_);
  auto found = rows_.find(operation);
  if (found == rows_.end()) {
    found = rows_.emplace(std::string(operation), Row{}).first;
    found->second.took.buckets.resize(bounds().size() + 1);
  }
  auto& row = found->second;
  ++row.by_status[status];
  auto place = std::lower_bound(bounds().begin(), bounds().end(), seconds) - bounds().begin();
  ++row.took.buckets[static_cast<std::size_t>(place)];
  row.took.sum += seconds;
}

void RequestMeter::write(MetricsText& text) const {
  std::vector<std::pair<Labels, double>> counts;
  std::vector<std::pair<Labels, MetricsText::HistogramValue>> times;
  {
    std::lock_guard lock(mutex_);
    for (auto const& [operation, row] : rows_) {
      for (auto const& [status, count] : row.by_status) counts.push_back({{{"operation", operation}, {"status", std::to_string(status)}}, static_cast<double>(count)});
      times.push_back({{{"operation", operation}}, row.took});
    }
  }
  text.counter("drivetrain_http_requests", "Requests answered, by operation of the contract and status.", counts);
  text.histogram("drivetrain_http_request_seconds", "From the request read to the answer made.", bounds(), times);
}

void write_process_metrics(MetricsText& text) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto cpu = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  text.counter("process_cpu_seconds", "Processor time of user and system.", {{{}, cpu}});
  text.gauge("process_resident_memory_bytes", "Memory in use.", {{{}, static_cast<double>(resident_pages()) * static_cast<double>(sysconf(_SC_PAGESIZE))}});
  text.gauge("process_open_fds", "Open files and sockets.", {{{}, static_cast<double>(open_files())}});
}

}  // namespace drivetrain::platform

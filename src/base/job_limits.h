// The bounds of what workers may ask (beside limits.h, where all others stand).
#pragma once

#include <cstddef>
#include <cstdint>

namespace drivetrain::limits {

inline constexpr std::size_t max_jobs_per_activation = 1'000;   ///< that a worker takes at once
inline constexpr std::size_t max_jobs_looked_at = 10'000;       ///< for one such request
inline constexpr std::size_t max_job_topics = 100;              ///< of one such request
inline constexpr std::size_t max_worker_bytes = 200;            ///< of a worker's name
inline constexpr std::int64_t max_job_retries = 1'000;
inline constexpr std::size_t max_answered_jobs = 10'000;        ///< whose worker is remembered, for whoever answers twice
inline constexpr std::size_t max_job_streams = 1'000;           ///< open at once, by which jobs are pushed; beyond these the server answers 503
inline constexpr std::size_t max_parked_requests = 4'096;       ///< that wait for a job; beyond these the server answers 503

}  // namespace drivetrain::limits

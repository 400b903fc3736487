// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace diwan::rendering {

/// Numbers in ASCII digits, whatever locale the program or the stream has.
std::string decimal(std::uint64_t number);

/// With a comma between thousands: 29,956.
std::string grouped(std::uint64_t number);

/// With that many digits behind the point. What is not finite reads as 0.
std::string fixed(double number, int decimals);

/// Six digits behind the point, and more for numbers under 1, so that at least six digits are significant. Ordered
/// numbers stay ordered: smaller ones are never rounded to a larger step.
std::string significant(double number);

}  // namespace diwan::rendering

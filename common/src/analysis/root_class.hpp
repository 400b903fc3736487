// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::analysis {

/// The root-like class of an Arabic stem: what is left when the letters that derived forms and broken plurals add are
/// gone. سفير and سفراء are سفر, قانون and قوانين قنن, اتفاق and اتفاقية تفق, انسحب and انسحاب سحب. Coarse: unlike
/// words share a class now and then, so it only ever adds a little to what stems say.
///
/// Rules, in order; "strong" letters are all but ا و ي and ء:
///   1. a final ه, then a final ي goes where three letters remain;
///   2. است, and مست يست تست, go where three strong letters remain;
///   3. one first letter of ا ت م ي ن goes where three strong letters remain;
///   4. behind ا or م that went, a ت in second place goes, else a ن in first, where three strong letters remain;
///   5. ا و ي ء behind the first letter go where three letters remain; else only ا and ء go.
/// A stem without Arabic letters is its own class. Pure.
std::string root_class(std::string_view stem);

}  // namespace diwan::analysis

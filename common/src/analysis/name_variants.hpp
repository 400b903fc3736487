// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diwan::analysis {

/// How a name may be spelt otherwise, as Arabic writes foreign sounds in several ways: letters of one sound (غ ج ك ق گ,
/// ف ڤ, ب پ, ت ط ث, س ز, چ and تش), ن for ng with or without a letter for g behind it, a long vowel written or left
/// out. First what differs in one place, letters before vowels, then letters in two places; at most name_variant_limit.
/// `stem` is a stem of the analyzer. Of one that cannot be a name (below) only what has a letter that Arabic lacks. A
/// pure function; threads may call it at the same time.
std::vector<std::string> name_variants(std::string_view stem);

inline constexpr std::size_t name_variant_limit = 64;

/// Whether a stem and one of its variants may be one name. A stem that the dictionary does not know may be a name, and
/// one with a letter that Arabic lacks is one; a headword is a name when it is no verb and either takes no article
/// (واشنطن) or takes the nisba plural, of places and peoples (بوسنيون), and, unless it is a nisba, no dual. Both have
/// four letters or more (three with a letter that Arabic lacks, five with a nisba), and of two headwords the longer has
/// six. So كبير and جبير, حكم and حجم, مراكب and مراقب, كينيا and غينيا stay apart.
bool may_be_one_name(std::string_view stem, std::string_view variant);

}  // namespace diwan::analysis

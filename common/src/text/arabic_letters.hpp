// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

/// The Arabic letters that rules name, after their Unicode names.
namespace diwan::text::letters {

inline constexpr char32_t hamza = 0x0621;             // ء
inline constexpr char32_t alef_madda = 0x0622;        // آ
inline constexpr char32_t alef_hamza = 0x0623;        // أ
inline constexpr char32_t waw_hamza = 0x0624;         // ؤ
inline constexpr char32_t alef_hamza_below = 0x0625;  // إ
inline constexpr char32_t ya_hamza = 0x0626;          // ئ
inline constexpr char32_t alef = 0x0627;              // ا
inline constexpr char32_t ba = 0x0628;                // ب
inline constexpr char32_t ta_marbuta = 0x0629;        // ة
inline constexpr char32_t ta = 0x062A;                // ت
inline constexpr char32_t tatweel = 0x0640;           // ـ
inline constexpr char32_t fa = 0x0641;                // ف
inline constexpr char32_t kaf = 0x0643;               // ك
inline constexpr char32_t lam = 0x0644;               // ل
inline constexpr char32_t ha = 0x0647;                // ه
inline constexpr char32_t waw = 0x0648;               // و
inline constexpr char32_t alef_maqsura = 0x0649;      // ى
inline constexpr char32_t ya = 0x064A;                // ي
inline constexpr char32_t fatha = 0x064E;

}  // namespace diwan::text::letters

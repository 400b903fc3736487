// SPDX-License-Identifier: GPL-2.0-or-later
// Written by letter_pairs.py from the texts of corpus/articles.
#pragma once

#include <string_view>

namespace diwan::text {

/// The letters of the rows and columns of letter_pairs; the space is the border of a word.
inline constexpr std::u32string_view paired_letters = U" ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي";

/// How seldom a letter (the row) is followed by another (the column) in Arabic: minus the logarithm to the base 2 of
/// how often it is; 10 and more as letters from a on.
inline constexpr std::string_view letter_pairs[] = {
    "gg84g5g24b47666687857797a5846653673g5", "0aaaaaa5a8aaaaaaaaaaaaaaaaaaaaaaa6aaa",
    "8888888848448818468888888888882648888", "6cccac9c69675566a4845677a576664426395",
    "6888888388388888658468888888444665286", "bbbbbbbb6b77656645756685b46649262bbb5",
    "4aaaaaa6524a56a5848a8a88a6a85a43655a3", "35ffcf6f5947768595868886c6966715477f7",
    "3dd5b8a37558959694b67996d3896746664d3", "0dddddddddddddddddddddddddddddddddddd",
    "2ee6aeb457686466847565778575566555574", "3bbbbbb2639bbbbbb4bbbbbbbbbb6b23487b4",
    "3cc8cc83555899c49447ccccc6c7cc43443c4", "3cccccc354466cc39496c6767cc5454468494",
    "5bbbbbb3484bbbb573676463bbb5bb349b5b5", "2dd8ddb37367ad66d4d6ddddd6a67a5566373",
    "3aaaaa82867a7a7aa4aaaaaaaaa8a33a535a3", "2be8ae7344596696e7957768e785659776563",
    "27bbbbb2766b8bb7b4bbbbbbb6b87b54674b3", "3dd67d73443d6797d5d8ddd6d5d5664457494",
    "5b856b63564b8566b2bbbbb9b665857594574", "4bbbbbb3557bb3b4b4bbb6b6b764b93657483",
    "2aa8aaa2666aa576a3aaaaa6a487aa5476463", "3cc8cc72546cc79cc3c8ccccc5c54c3847494",
    "3999999365799999929999999995994263694", "3dddddd35456add495875b899dd76a3446594",
    "3aaaaaa2546aaaa763a67a75aaa8aa466a5a2", "3ad8d893855d86d684a6986775d9586776662",
    "2dddddd3454dd9d4d4d79665a6d67d4567474", "3cccccc25546ccc784676cccc7c6cc3447494",
    "3b85b6f35556566586857686b576565356544", "3eea7e636558657684846687e5876647365b4",
    "1eeeeea3655e8795897676c8778668b795584", "2cccacc2677c8cc5548cccccccccca535c595",
    "4aa5e6e359476685945597668585563437784", "0bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    "2ce9ae845358677584758777a6865755364e6",
};

}  // namespace diwan::text

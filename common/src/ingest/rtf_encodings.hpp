// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>

namespace diwan::ingest {

/// The bytes of one font of an RTF document, words parted, and the encoding that the document declares for them.
struct RtfSample {
  std::string encoding;
  std::string bytes;
};

/// By the numbers of fonts.
using RtfSamples = std::map<int, RtfSample>;
using RtfEncodings = std::map<int, std::string>;

/// The encodings of the fonts whose bytes are Arabic in another one than the document declares: programs write the code
/// page of the machine, whatever the text is in. Arabic that reads well as declared stays so; little text is read anew
/// only where other fonts or the code page of the document, `page`, speak for the same encoding.
RtfEncodings mend_encodings(const RtfSamples& samples, const std::string& page);

}  // namespace diwan::ingest

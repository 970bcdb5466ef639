/// The bytes behind a Base64 text, as text; nil when it is none. Line ends are skipped.
func decodingBase64(_ text: String) -> String? {
  var bytes: [UInt8] = []
  var group: UInt32 = 0
  var count = 0
  var padding = 0
  for byte in text.utf8 {
    let value: UInt8
    switch byte {
    case 65...90: value = byte - 65
    case 97...122: value = byte - 71
    case 48...57: value = byte + 4
    case 43: value = 62
    case 47: value = 63
    case 10, 13: continue
    case 61:
      padding += 1
      continue
    default: return nil
    }
    if padding > 0 { return nil }
    group = group << 6 | UInt32(value)
    count += 1
    if count == 4 {
      bytes.append(UInt8(truncatingIfNeeded: group >> 16))
      bytes.append(UInt8(truncatingIfNeeded: group >> 8))
      bytes.append(UInt8(truncatingIfNeeded: group))
      group = 0
      count = 0
    }
  }
  switch count {
  case 0: break
  case 2: bytes.append(UInt8(truncatingIfNeeded: group >> 4))
  case 3:
    bytes.append(UInt8(truncatingIfNeeded: group >> 10))
    bytes.append(UInt8(truncatingIfNeeded: group >> 2))
  default: return nil
  }
  return String(decoding: bytes, as: UTF8.self)
}

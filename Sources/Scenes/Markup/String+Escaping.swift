extension String {
  /// Appends text so that a page shows exactly it, wherever in the page it stands.
  ///
  /// A control character that no page may contain is shown by its picture (ESC as `␛`), because
  /// a reader of a transcript should see that it is there. In an attribute, line breaks and tabs
  /// are written as references, which survive every parser.
  mutating func appendEscaped(_ content: String, inAttribute: Bool) {
    if content.utf8.allSatisfy({ !Self.needsCare($0, inAttribute: inAttribute) }) {
      self += content
      return
    }
    let scalars = content.unicodeScalars
    for (index, scalar) in zip(scalars.indices, scalars) {
      switch scalar.value {
      case 0x26: self += "&amp;"
      case 0x3C: self += "&lt;"
      case 0x3E: self += "&gt;"
      case 0x22: self += inAttribute ? "&quot;" : "\""
      case 0x27: self += inAttribute ? "&#39;" : "'"
      case 0x09: self += inAttribute ? "&#9;" : "\t"
      case 0x0A: self += inAttribute ? "&#10;" : "\n"
      case 0x0D:
        // No page may contain one. Before a line feed it shows nothing, elsewhere it does.
        let next = scalars.index(after: index)
        if next == scalars.endIndex || scalars[next].value != 0x0A { appendVisible(scalar) }
      default: appendVisible(scalar)
      }
    }
  }

  /// Appends the data of a `script` element, which must be JSON.
  ///
  /// References mean nothing there, so what could end the element is written as JSON escapes.
  mutating func appendEscapedForScript(_ content: String) {
    for scalar in content.unicodeScalars {
      switch scalar.value {
      case 0x26: self += "\\u0026"
      case 0x3C: self += "\\u003C"
      case 0x3E: self += "\\u003E"
      case 0x2028: self += "\\u2028"
      case 0x2029: self += "\\u2029"
      case 0x09, 0x0A, 0x0D: unicodeScalars.append(scalar)
      default: appendVisible(scalar)
      }
    }
  }

  /// Appends the text of a `style` element, with `<` as a CSS escape so that it cannot end it.
  mutating func appendEscapedForStyle(_ content: String) {
    for scalar in content.unicodeScalars {
      switch scalar.value {
      case 0x3C: self += "\\3C "
      case 0x09, 0x0A, 0x0D: unicodeScalars.append(scalar)
      default: appendVisible(scalar)
      }
    }
  }

  private mutating func appendVisible(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x00...0x1F: unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? scalar)
    case 0x7F: self += "\u{2421}"
    case 0x80...0x9F, 0xFFFE, 0xFFFF: self += "\u{FFFD}"
    default: unicodeScalars.append(scalar)
    }
  }

  /// Whether a byte of UTF-8 may belong to something that is not written as it is.
  private static func needsCare(_ byte: UInt8, inAttribute: Bool) -> Bool {
    switch byte {
    case 0x26, 0x3C, 0x3E, 0x7F, 0xC2, 0xEF: return true
    case 0x09, 0x0A, 0x22, 0x27: return inAttribute
    default: return byte < 0x20
    }
  }
}

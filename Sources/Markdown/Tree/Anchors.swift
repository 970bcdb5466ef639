/// Makes anchors from headings as GitHub does: lower case, letters and digits of any script kept,
/// spaces to hyphens, `-1`, `-2` behind the second and third of a name.
public struct Anchors {
  private var used: [String: Int] = [:]

  /// Anchors of an empty page.
  public init() {}

  /// The anchor for the next heading of the page, different from all before.
  public mutating func anchor(for heading: String) -> String {
    let base = Anchors.slug(heading)
    guard var number = used[base] else {
      used[base] = 0
      return base
    }
    var candidate = base
    repeat {
      number += 1
      candidate = "\(base)-\(number)"
    } while used[candidate] != nil
    used[base] = number
    used[candidate] = 0
    return candidate
  }

  /// The anchor of a heading that stands alone; `section` when nothing of its text is left.
  public static func slug(_ heading: String) -> String {
    var slug = ""
    for scalar in heading.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "-", "_": slug.unicodeScalars.append(scalar)
      case "A"..."Z": slug += scalar.properties.lowercaseMapping
      case " ": slug += "-"
      default:
        guard !scalar.isASCII, isWordPart(scalar) else { continue }
        slug += scalar.properties.lowercaseMapping
      }
    }
    return slug.isEmpty ? "section" : slug
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}

/// What `tr` does to each character.
final class Translation {
  private let isNegated: Bool
  private let isDeleting: Bool
  private let isSqueezing: Bool
  private let translates: Bool
  private let members: Set<Unicode.Scalar>
  private let squeezed: Set<Unicode.Scalar>
  private var table: [Unicode.Scalar: Unicode.Scalar] = [:]
  private let fill: Unicode.Scalar?
  private var last: Unicode.Scalar?

  init(
    from: TranslationSet, to: TranslationSet, isNegated: Bool, isDeleting: Bool,
    isSqueezing: Bool, truncates: Bool, translates: Bool
  ) {
    self.isNegated = isNegated
    self.isDeleting = isDeleting
    self.isSqueezing = isSqueezing
    self.translates = translates
    members = Set(from.scalars)
    squeezed = Set(to.scalars.isEmpty ? from.scalars : to.scalars)
    squeezesNegated = isNegated && to.scalars.isEmpty
    fill = to.scalars.last
    if translates, !isNegated {
      for (index, scalar) in from.scalars.enumerated() {
        if index < to.scalars.count {
          table[scalar] = to.scalars[index]
        } else if !truncates, let fill {
          table[scalar] = fill
        }
      }
    }
  }

  private let squeezesNegated: Bool

  func apply(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      var scalar = scalar
      let isMember = members.contains(scalar) != isNegated
      if isDeleting, isMember { continue }
      if translates {
        if isNegated {
          if isMember, let fill { scalar = fill }
        } else if let other = table[scalar] {
          scalar = other
        }
      }
      if isSqueezing, scalar == last, squeezed.contains(scalar) != squeezesNegated { continue }
      last = scalar
      result.append(scalar)
    }
    return String(result)
  }
}

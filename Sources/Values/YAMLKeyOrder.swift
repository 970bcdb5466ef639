/// The order in which Go's YAML library writes the names of a mapping: numbers inside names
/// count as numbers, other signs come before letters.
enum YAMLKeyOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    var afterDigit = false
    var index = 0
    while index < a.count, index < b.count {
      if a[index] == b[index] {
        afterDigit = isDigit(a[index])
        index += 1
        continue
      }
      let (leftIsLetter, rightIsLetter) = (isLetter(a[index]), isLetter(b[index]))
      if leftIsLetter, rightIsLetter { return a[index].value < b[index].value }
      if leftIsLetter || rightIsLetter { return afterDigit ? leftIsLetter : rightIsLetter }
      return numbersPrecede(a, b, index)
    }
    return a.count < b.count
  }

  /// The order at the first difference, when neither side has a letter there.
  static func numbersPrecede(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], _ index: Int) -> Bool {
    var leftNumber: Int64 = 0
    var rightNumber: Int64 = 0
    if a[index] == "0" || b[index] == "0" {
      // Zeros inside a number weigh, leading ones do not.
      var back = index - 1
      while back >= 0, isDigit(a[back]) {
        if a[back] != "0" {
          leftNumber = 1
          rightNumber = 1
          break
        }
        back -= 1
      }
    }
    var leftEnd = index
    while leftEnd < a.count, isDigit(a[leftEnd]) {
      leftNumber = leftNumber &* 10 &+ Int64(a[leftEnd].value - 48)
      leftEnd += 1
    }
    var rightEnd = index
    while rightEnd < b.count, isDigit(b[rightEnd]) {
      rightNumber = rightNumber &* 10 &+ Int64(b[rightEnd].value - 48)
      rightEnd += 1
    }
    if leftNumber != rightNumber { return leftNumber < rightNumber }
    if leftEnd != rightEnd { return leftEnd < rightEnd }
    return a[index].value < b[index].value
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 48 && scalar.value <= 57 }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 65...90, 97...122: return true
    case 0..<128: return false
    default: return scalar.properties.isAlphabetic
    }
  }
}

/// A set of characters in the order in which `tr` names them.
struct TranslationSet {
  private(set) var scalars: [Unicode.Scalar] = []

  init?(_ text: String) {
    let given = Array(BackslashEscapes.expand(text, .format).text.unicodeScalars)
    var at = 0
    while at < given.count {
      if given[at] == "[", at + 1 < given.count, given[at + 1] == ":" {
        var end = at + 2
        var name = ""
        while end < given.count, given[end] != ":" {
          name.unicodeScalars.append(given[end])
          end += 1
        }
        if end + 1 < given.count, given[end + 1] == "]",
          let ranges = CharacterSet.classRanges(name)
        {
          for range in ranges where range.upperBound < 128 {
            for code in range { scalars.append(Unicode.Scalar(UInt8(code))) }
          }
          at = end + 2
          continue
        }
      }
      if at + 2 < given.count, given[at + 1] == "-" {
        let low = given[at].value
        let high = given[at + 2].value
        guard low <= high, high - low < 0x3000 else { return nil }
        for code in low...high { if let scalar = Unicode.Scalar(code) { scalars.append(scalar) } }
        at += 3
        continue
      }
      scalars.append(given[at])
      at += 1
    }
  }
}

/// Finds what somebody meant to write, by the number of letters to change.
public enum Spelling {
  /// The candidate nearest to a word, if it is near enough to be a slip; the first one of equals.
  ///
  /// Near means one change in a word of up to four letters, two in one of up to eight, else
  /// three; two letters that changed places count as one change. Case does not count.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().unicodeScalars.prefix(64))
    let limit = letters.count <= 4 ? 1 : letters.count <= 8 ? 2 : 3
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars.prefix(64))
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      // A word that shares nothing with the candidate is no slip.
      guard distance <= limit, distance < max(letters.count, other.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The sentence that offers a candidate: ``did you mean `session`?``
  static func offer(_ candidate: String?) -> String? {
    candidate.map { "did you mean `\($0)`?" }
  }

  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        row[j] = min(last[j] + 1, row[j - 1] + 1, change)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

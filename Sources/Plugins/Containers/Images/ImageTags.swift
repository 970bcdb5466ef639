/// Which tags of a repository exist, and which version each of them stands for.
struct ImageTags {
  /// Tags with a name: `latest`, `stable`.
  var named: [String: String] = [:]
  /// The last patch of each minor version: `1.25` has the patches 0 up to 5.
  var lastPatches: [String: Int] = [:]
  /// What may follow a version: `-alpine`. The empty one is always allowed.
  var suffixes: [String] = []

  /// The full version and the suffix of a tag; nil when the registry has no such tag.
  func resolve(_ tag: String) -> (version: String, suffix: String)? {
    if let version = version(tag) { return (version, "") }
    for suffix in suffixes {
      if tag.hasSuffix(suffix), let version = version(String(tag.dropLast(suffix.utf8.count))) {
        return (version, suffix)
      }
      // `nginx:alpine` is the newest one.
      if tag == suffix.dropFirst(), let version = named["latest"] { return (version, suffix) }
    }
    return nil
  }

  private func version(_ text: String) -> String? {
    if let version = named[text] { return version }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isNumeric = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    }
    guard isNumeric else { return nil }
    switch parts.count {
    case 2:
      return lastPatches[text].map { text + "." + String($0) }
    case 3:
      guard let last = lastPatches[parts[0] + "." + parts[1]], let patch = Int(parts[2]),
        patch <= last, String(patch) == parts[2]
      else { return nil }
      return text
    default: return nil
    }
  }

  /// Minor versions with their last patches: `minors("1", ["24": 0, "25": 5])`.
  static func minors(_ major: String, from first: Int, _ patches: [Int]) -> [String: Int] {
    var result: [String: Int] = [:]
    for (offset, patch) in patches.enumerated() { result["\(major).\(first + offset)"] = patch }
    return result
  }
}

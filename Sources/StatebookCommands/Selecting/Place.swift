import Book
import Foundation

/// What a person names on the command line: a file or folder, and perhaps a line of it.
struct Place: Hashable {
  /// The absolute path.
  var path: String
  /// The line, from 1, if one is named.
  var line: Int?
  /// As it was typed.
  var text: String

  /// Reads `PATH`, `PATH:LINE` or `PATH:LINE:COLUMN`, as compilers and this tool print them.
  ///
  /// A path that exists as it stands is taken as it stands. One that does not exist from the
  /// working directory on is looked for in the book too.
  init(_ text: String, in surroundings: Surroundings, bookRoot: String?) throws(Refusal) {
    self.text = text
    var names: [(String, Int?)] = [(text, nil)]
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 2, parts.last?.isEmpty == true { parts.removeLast() }
    if parts.count > 1, let number = Int(parts[parts.count - 1]), number > 0 {
      names.append((parts.dropLast().joined(separator: ":"), number))
    }
    if parts.count > 2, Int(parts[parts.count - 1]) != nil,
      let number = Int(parts[parts.count - 2]), number > 0
    {
      names.append((parts.dropLast(2).joined(separator: ":"), number))
    }
    for (name, line) in names where !name.isEmpty {
      var candidates = [surroundings.absolute(name)]
      if let bookRoot, !name.hasPrefix("/") { candidates.append(bookRoot + "/" + name) }
      for path in candidates where FileManager.default.fileExists(atPath: path) {
        self.path = path
        self.line = line
        return
      }
    }
    throw Refusal("there is no file or folder \(names.last?.0 ?? text)")
  }
}

import Simulation

/// What `test`, `[` and `[[` ask: about files, texts and numbers.
struct FileTests {
  private let files: FileSystem
  private let folder: String

  init(files: FileSystem, folder: String) {
    self.files = files
    self.folder = folder
  }

  init(_ shell: Interpreter) {
    self.init(files: shell.fileSystem, folder: shell.workingDirectory)
  }

  private func node(_ path: String, followsLast: Bool = true) -> FileNode? {
    if path.isEmpty { return nil }
    do throws(FileError) {
      return try files.node(path, from: folder, followsLast: followsLast)
    } catch {
      return nil
    }
  }

  /// A test with one operand; nil when there is no such test.
  func unary(_ name: String, _ text: String) -> Bool? {
    switch name {
    case "-n": return !text.isEmpty
    case "-z": return text.isEmpty
    case "-e", "-a", "-r": return node(text) != nil
    case "-w", "-O", "-G": return node(text) != nil
    case "-f": if case .file? = node(text) { return true } else { return false }
    case "-d": if case .directory? = node(text) { return true } else { return false }
    case "-L", "-h":
      if case .link? = node(text, followsLast: false) { return true } else { return false }
    case "-s":
      switch node(text) {
      case .file(let file): return file.size > 0
      case .directory: return true
      default: return false
      }
    case "-x":
      switch node(text) {
      case .file(let file): return file.isExecutable
      case .directory: return true
      default: return false
      }
    case "-t", "-p", "-S", "-b", "-c", "-g", "-u", "-k", "-N", "-R": return false
    default: return nil
    }
  }

  /// A test with two operands of text; nil when there is no such test or a number is wrong.
  func binary(_ name: String, _ left: String, _ right: String) -> Bool? {
    switch name {
    case "=", "==": return left == right
    case "!=": return left != right
    case "<": return left.utf8.lexicographicallyPrecedes(right.utf8)
    case ">": return right.utf8.lexicographicallyPrecedes(left.utf8)
    case "-nt", "-ot":
      let first = modified(left)
      let second = modified(right)
      guard let first else { return name == "-ot" && second != nil }
      guard let second else { return name == "-nt" }
      return name == "-nt" ? first > second : first < second
    case "-ef":
      do throws(FileError) {
        return try files.absolute(left, from: folder) == files.absolute(right, from: folder)
          && node(left) != nil
      } catch {
        return false
      }
    default: return nil
    }
  }

  private func modified(_ path: String) -> VirtualTime? {
    switch node(path) {
    case .file(let file): file.modified
    case .directory(let directory): directory.modified
    default: nil
    }
  }

  static func compare(_ name: String, _ left: Int64, _ right: Int64) -> Bool? {
    switch name {
    case "-eq": left == right
    case "-ne": left != right
    case "-lt": left < right
    case "-le": left <= right
    case "-gt": left > right
    case "-ge": left >= right
    default: nil
    }
  }

  // MARK: test

  private static let unaryNames: Set<String> = [
    "-n", "-z", "-e", "-a", "-r", "-w", "-O", "-G", "-f", "-d", "-L", "-h", "-s", "-x", "-t", "-p",
    "-S", "-b", "-c", "-g", "-u", "-k", "-N", "-R",
  ]
  private static let binaryNames: Set<String> = [
    "=", "==", "!=", "<", ">", "-nt", "-ot", "-ef", "-eq", "-ne", "-lt", "-le", "-gt", "-ge",
  ]

  private struct Failure: Error {
    var message: String
  }

  /// Evaluates the arguments of `test`. The status is 0, 1, or 2 with a message.
  func evaluate(_ words: [String]) -> (status: Int32, message: String?) {
    do throws(Failure) {
      return (try holds(words[...]) ? 0 : 1, nil)
    } catch {
      return (2, error.message)
    }
  }

  /// The rules of POSIX, by the number of arguments.
  private func holds(_ words: ArraySlice<String>) throws(Failure) -> Bool {
    let words = Array(words)
    switch words.count {
    case 0: return false
    case 1: return !words[0].isEmpty
    case 2:
      if words[0] == "!" { return words[1].isEmpty }
      guard let result = unary(words[0], words[1]) else {
        throw Failure(message: "\(words[0]): unary operator expected")
      }
      return result
    case 3:
      if FileTests.binaryNames.contains(words[1]) {
        return try binaryTest(words[1], words[0], words[2])
      }
      if words[1] == "-a" { return !words[0].isEmpty && !words[2].isEmpty }
      if words[1] == "-o" { return !words[0].isEmpty || !words[2].isEmpty }
      if words[0] == "!" { return try !holds(words[1...]) }
      if words[0] == "(", words[2] == ")" { return !words[1].isEmpty }
      throw Failure(message: "\(words[1]): binary operator expected")
    case 4 where words[0] == "!": return try !holds(words[1...])
    default: break
    }
    var at = 0
    let result = try alternatives(words, &at, depth: 0)
    if at < words.count { throw Failure(message: "too many arguments") }
    return result
  }

  private func alternatives(
    _ words: [String], _ at: inout Int, depth: Int
  ) throws(Failure) -> Bool {
    var result = try conjunction(words, &at, depth: depth)
    while at < words.count, words[at] == "-o" {
      at += 1
      let right = try conjunction(words, &at, depth: depth)
      result = result || right
    }
    return result
  }

  private func conjunction(
    _ words: [String], _ at: inout Int, depth: Int
  ) throws(Failure) -> Bool {
    var result = try primary(words, &at, depth: depth)
    while at < words.count, words[at] == "-a" {
      at += 1
      let right = try primary(words, &at, depth: depth)
      result = result && right
    }
    return result
  }

  private func primary(
    _ words: [String], _ at: inout Int, depth: Int
  ) throws(Failure) -> Bool {
    guard at < words.count, depth < 100 else { throw Failure(message: "argument expected") }
    if words[at] == "!" {
      at += 1
      return try !primary(words, &at, depth: depth + 1)
    }
    if at + 2 < words.count, FileTests.binaryNames.contains(words[at + 1]) {
      let result = try binaryTest(words[at + 1], words[at], words[at + 2])
      at += 3
      return result
    }
    if words[at] == "(" {
      at += 1
      let result = try alternatives(words, &at, depth: depth + 1)
      guard at < words.count, words[at] == ")" else { throw Failure(message: "`)' expected") }
      at += 1
      return result
    }
    if FileTests.unaryNames.contains(words[at]), at + 1 < words.count {
      let result = unary(words[at], words[at + 1]) ?? false
      at += 2
      return result
    }
    let result = !words[at].isEmpty
    at += 1
    return result
  }

  private func binaryTest(
    _ name: String, _ left: String, _ right: String
  ) throws(Failure) -> Bool {
    if let result = binary(name, left, right) { return result }
    var numbers: [Int64] = []
    for text in [left, right] {
      let bare = text.split(separator: " ", omittingEmptySubsequences: true)
      guard bare.count == 1, let number = Int64(bare[0]) else {
        throw Failure(message: "\(text): integer expression expected")
      }
      numbers.append(number)
    }
    return FileTests.compare(name, numbers[0], numbers[1]) ?? false
  }
}

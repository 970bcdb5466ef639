/// The options and operands of a command line, read as `getopt_long` reads them.
struct CommandOptions {
  /// An option by its letter, or by its long name if it has no letter.
  struct Option {
    var name: String
    var value: String
  }

  /// What is wrong with a command line, without the command's name.
  struct Failure: Error {
    var message: String
  }

  private(set) var options: [Option] = []
  private(set) var operands: [String] = []

  /// - Parameters:
  ///   - short: the letters, those with a value followed by a colon, as for `getopt`, those with
  ///     one that may be missing by two. A plus sign in front ends the options at the first operand.
  ///   - long: the long names, those with a value ending in `=`, those with one that may be missing
  ///     in `=?`, and the letters they stand for.
  init(
    _ arguments: [String], short: String, long: [(name: String, letter: String)],
    dialect: CommandDialect
  ) throws(Failure) {
    let stopsAtOperand = short.hasPrefix("+")
    var takesValue: [Character: Bool] = [:]
    var mayTakeValue: Set<Character> = []
    var last: Character?
    for character in short where character != "+" {
      if character == ":" {
        guard let last else { continue }
        if takesValue[last] == true { mayTakeValue.insert(last) }
        takesValue[last] = true
      } else {
        takesValue[character] = false
        last = character
      }
    }
    var index = 0
    while index < arguments.count {
      let word = arguments[index]
      index += 1
      if word == "--" {
        operands += arguments[index...]
        return
      }
      if word.hasPrefix("--") {
        try readLong(word, long, arguments, &index, dialect)
      } else if word.hasPrefix("-"), word.utf8.count > 1 {
        var rest = word.dropFirst()
        while let letter = rest.popFirst() {
          guard let needsValue = takesValue[letter] else {
            throw Failure(
              message: dialect == .gnu
                ? "invalid option -- '\(letter)'" : "unrecognized option: \(letter)")
          }
          guard needsValue else {
            options.append(Option(name: String(letter), value: ""))
            continue
          }
          var value = String(rest)
          rest = ""
          if value.isEmpty, !mayTakeValue.contains(letter) {
            guard index < arguments.count else {
              throw Failure(
                message: dialect == .gnu
                  ? "option requires an argument -- '\(letter)'"
                  : "option requires an argument: \(letter)")
            }
            value = arguments[index]
            index += 1
          }
          options.append(Option(name: String(letter), value: value))
        }
      } else if stopsAtOperand {
        operands = Array(arguments[(index - 1)...])
        return
      } else {
        operands.append(word)
      }
    }
  }

  private mutating func readLong(
    _ word: String, _ long: [(name: String, letter: String)], _ arguments: [String],
    _ index: inout Int, _ dialect: CommandDialect
  ) throws(Failure) {
    let body = word.dropFirst(2)
    let sign = body.firstIndex(of: "=")
    let name = String(sign.map { body[..<$0] } ?? body)
    func bare(_ entry: (name: String, letter: String)) -> String {
      String(entry.name.prefix { $0 != "=" })
    }
    var matches = long.filter { bare($0) == name }
    if matches.isEmpty { matches = long.filter { bare($0).hasPrefix(name) } }
    guard let entry = matches.first, !name.isEmpty else {
      throw Failure(
        message: dialect == .gnu
          ? "unrecognized option '\(word)'" : "unrecognized option: \(name)")
    }
    guard matches.count == 1 else {
      throw Failure(message: "option '\(word)' is ambiguous")
    }
    let needsValue = entry.name.hasSuffix("=")
    var value = sign.map { String(body[body.index(after: $0)...]) }
    if needsValue, value == nil {
      guard index < arguments.count else {
        throw Failure(message: "option '--\(bare(entry))' requires an argument")
      }
      value = arguments[index]
      index += 1
    }
    if !needsValue, value != nil, !entry.name.hasSuffix("=?") {
      throw Failure(message: "option '--\(bare(entry))' doesn't allow an argument")
    }
    options.append(Option(name: entry.letter, value: value ?? ""))
  }

  /// Whether an option was given.
  func has(_ name: String) -> Bool { options.contains { $0.name == name } }

  /// The value of the last such option.
  func value(_ name: String) -> String? { options.last { $0.name == name }?.value }
}

/// Whose words a command uses.
enum CommandDialect: Hashable {
  /// The GNU commands of Debian and Ubuntu.
  case gnu
  case busybox
}

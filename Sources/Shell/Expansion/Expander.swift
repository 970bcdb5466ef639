import Simulation

/// Expands words, one part after the other; it can stop at a `$(…)` and go on when that is done.
final class Expander {
  /// How far it got.
  enum Progress {
    case done
    case blocked
    /// The message was printed; the command cannot run.
    case failed
  }

  /// Parts that are being worked off.
  private struct Level {
    var parts: [WordPart]
    var index = 0
    var isQuoted: Bool
    var purpose = Purpose.text
  }

  /// What the parts of a level are for. All but `text` are collected by themselves first.
  private enum Purpose {
    case text
    case assign(String)
    case require(String, colon: Bool)
    case prefix(String, longest: Bool)
    case suffix(String, longest: Bool)
    case offset(String, length: [WordPart]?)
    case length(String, offset: Int64)
    case pattern(String, ParameterExpansion.Replacement)
    case replacement(String, ParameterExpansion.Replacement.Place, Pattern)
    case arithmetic
    case index([String], isLength: Bool)
  }

  private let words: [Word]
  private var wordIndex = 0
  private var levels: [Level] = []
  private var builder: FieldBuilder
  private var outerBuilders: [FieldBuilder] = []
  private var result: [Field] = []
  /// What `$(…)` gave, once it is there.
  var substitution: String?
  private var hasFailed = false

  /// - Parameter splits: whether unquoted expansions are split into fields, and each word gives
  ///   any number of them; otherwise each word gives one.
  init(_ words: [Word], splits: Bool, _ shell: Interpreter) {
    self.words = words
    builder = FieldBuilder(splits: splits, separators: shell.value(of: "IFS") ?? " \t\n")
  }

  /// The fields of all words; valid after `done`.
  var fields: [Field] { result }

  /// The one field of the one word.
  var field: Field { result.first ?? Field() }

  /// The fields as arguments: patterns give the names of files.
  func arguments(_ shell: Interpreter) -> [String] {
    var arguments: [String] = []
    for field in result {
      if field.isPattern, !shell.state.options.leavesPatterns {
        let paths = PathPattern(field).paths(
          in: shell.fileSystem, from: shell.workingDirectory, shell.world)
        arguments += paths.isEmpty ? [field.text] : paths
      } else {
        arguments.append(field.text)
      }
    }
    return arguments
  }

  func run(_ shell: Interpreter) -> Progress {
    if hasFailed { return .failed }
    if let text = substitution {
      substitution = nil
      append(text, isQuoted: levels.last?.isQuoted ?? false)
    }
    while true {
      guard let level = levels.last else {
        guard wordIndex < words.count else { return .done }
        levels.append(Level(parts: words[wordIndex].parts, isQuoted: false))
        wordIndex += 1
        continue
      }
      if level.index == level.parts.count {
        levels.removeLast()
        if !finish(level.purpose, isQuoted: level.isQuoted, shell) {
          hasFailed = true
          return .failed
        }
        if levels.isEmpty { endWord(shell) }
        continue
      }
      levels[levels.count - 1].index += 1
      switch expand(level.parts[level.index], isQuoted: level.isQuoted, shell) {
      case .done: break
      case .blocked: return .blocked
      case .failed:
        hasFailed = true
        return .failed
      }
    }
  }

  private func endWord(_ shell: Interpreter) {
    let fields = builder.splits ? builder.finish() : [builder.finishAsOne()]
    for field in fields {
      shell.world.spend(field.pieces.reduce(World.lineCost) { $0 + $1.text.utf8.count })
    }
    result += fields
  }

  // MARK: Parts

  private func expand(
    _ part: WordPart, isQuoted: Bool, _ shell: Interpreter
  ) -> Progress {
    switch part {
    case .literal(let text): builder.append(text, isQuoted: isQuoted)
    case .quoted(let text): builder.append(text, isQuoted: true)
    case .tilde: builder.append(shell.value(of: "HOME") ?? "~", isQuoted: true)
    case .home(let name):
      let home = home(of: name, shell)
      builder.append(home ?? "~" + name, isQuoted: home != nil)
    case .doubleQuoted(let parts):
      if !parts.contains(where: { Expander.isAllParameters($0) }) {
        builder.append("", isQuoted: true)
      }
      levels.append(Level(parts: parts, isQuoted: true))
    case .command(let script):
      shell.substitute(script, for: self)
      return .blocked
    case .arithmetic(let parts): collect(parts, .arithmetic)
    case .parameter(let expansion):
      return expand(expansion, isQuoted: isQuoted, shell) ? .done : .failed
    }
    return .done
  }

  /// What `~name` stands for; nil when there is no such user.
  private func home(of name: String, _ shell: Interpreter) -> String? {
    if name == "+" || name == "-" {
      return shell.flavour == .bash ? shell.value(of: name == "+" ? "PWD" : "OLDPWD") : nil
    }
    do throws(FileError) {
      for line in CommandCall.lines(try shell.fileSystem.read("/etc/passwd")) {
        let parts = line.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count > 5, parts[0] == name { return String(parts[5]) }
      }
    } catch {
      // Without the file nobody has a home.
    }
    return nil
  }

  private static func isAllParameters(_ part: WordPart) -> Bool {
    if case .parameter(let expansion) = part {
      return expansion.name == "@" || expansion.index != nil
    }
    return false
  }

  /// Works parts off by themselves before what they are for is done.
  private func collect(_ parts: [WordPart], _ purpose: Purpose) {
    outerBuilders.append(builder)
    builder = FieldBuilder(splits: false, separators: "")
    levels.append(Level(parts: parts, isQuoted: false, purpose: purpose))
  }

  private func append(_ text: String, isQuoted: Bool) {
    if isQuoted { builder.append(text, isQuoted: true) } else { builder.appendSplitting(text) }
  }

  /// Adds several values, as `"$@"` does: each a field of its own.
  private func append(all values: [String], joined: Bool, isQuoted: Bool, _ shell: Interpreter) {
    if joined && isQuoted || !builder.splits {
      let separators = shell.value(of: "IFS") ?? " "
      let first = joined ? separators.unicodeScalars.first.map { String(Character($0)) } ?? "" : " "
      append(values.joined(separator: first), isQuoted: isQuoted)
      return
    }
    for (index, value) in values.enumerated() {
      if index > 0 { builder.endField() }
      append(value, isQuoted: isQuoted)
    }
  }

  // MARK: Parameters

  private func expand(
    _ expansion: ParameterExpansion, isQuoted: Bool, _ shell: Interpreter
  ) -> Bool {
    let name = expansion.name
    if let index = expansion.index {
      let values =
        name == "PIPESTATUS"
        ? shell.state.pipeStatuses.map { String($0) } : shell.state.lastMatch
      var isLength = false
      if case .length = expansion.operation { isLength = true }
      collect(index, .index(values, isLength: isLength))
      return true
    }
    if name == "@" || name == "*" {
      if case .value = expansion.operation {
        append(all: shell.state.parameters, joined: name == "*", isQuoted: isQuoted, shell)
        return true
      }
      if case .length = expansion.operation {
        append(String(shell.state.parameters.count), isQuoted: isQuoted)
        return true
      }
    }
    var value = shell.value(of: name)
    if name == "@" || name == "*", shell.state.parameters.isEmpty { value = nil }
    switch expansion.operation {
    case .fallback(let colon, let word):
      if let value, !(colon && value.isEmpty) {
        append(value, isQuoted: isQuoted)
      } else {
        levels.append(Level(parts: word, isQuoted: isQuoted))
      }
      return true
    case .alternative(let colon, let word):
      if let value, !(colon && value.isEmpty) {
        levels.append(Level(parts: word, isQuoted: isQuoted))
      }
      return true
    case .assign(let colon, let word):
      if let value, !(colon && value.isEmpty) {
        append(value, isQuoted: isQuoted)
        return true
      }
      guard Parser.isName(name) else {
        shell.complain("$\(name): cannot assign in this way")
        return false
      }
      collect(word, .assign(name))
      return true
    case .require(let colon, let word):
      if let value, !(colon && value.isEmpty) {
        append(value, isQuoted: isQuoted)
        return true
      }
      collect(word, .require(name, colon: colon))
      return true
    case .indirection:
      guard let target = value else {
        shell.complain("\(name): invalid indirect expansion")
        return false
      }
      append(shell.value(of: target) ?? "", isQuoted: isQuoted)
      return true
    default: break
    }
    if value == nil, shell.state.options.refusesUnset, name != "@", name != "*" {
      switch shell.flavour {
      case .bash: shell.complain("\(name): unbound variable")
      case .sh: shell.complain("\(name): parameter not set")
      }
      shell.isFatal = true
      return false
    }
    let text = value ?? ""
    switch expansion.operation {
    case .length: append(String(text.unicodeScalars.count), isQuoted: isQuoted)
    case .withoutPrefix(let longest, let word): collect(word, .prefix(text, longest: longest))
    case .withoutSuffix(let longest, let word): collect(word, .suffix(text, longest: longest))
    case .substring(let offset, let length): collect(offset, .offset(text, length: length))
    case .replacement(let replacement): collect(replacement.pattern, .pattern(text, replacement))
    case .changedCase(let upper, let all):
      let head = all ? text : String(text.prefix(1))
      let tail = all ? "" : String(text.dropFirst())
      append((upper ? head.uppercased() : head.lowercased()) + tail, isQuoted: isQuoted)
    default: append(text, isQuoted: isQuoted)
    }
    return true
  }

  /// Does what a level was for. Returns false when the command cannot go on.
  private func finish(_ purpose: Purpose, isQuoted: Bool, _ shell: Interpreter) -> Bool {
    if case .text = purpose { return true }
    let field = builder.finishAsOne()
    if let outer = outerBuilders.popLast() { builder = outer }
    let outerQuoted = levels.last?.isQuoted ?? false
    switch purpose {
    case .text: break
    case .assign(let name):
      guard shell.assign(name, field.text) else { return false }
      append(field.text, isQuoted: outerQuoted)
    case .require(let name, let colon):
      let words = colon ? "parameter null or not set" : "parameter not set"
      shell.complain("\(name): \(field.text.isEmpty ? words : field.text)")
      shell.isFatal = true
      return false
    case .prefix(let text, let longest):
      let scalars = Array(text.unicodeScalars)
      let length = field.pattern.prefixLength(scalars[...], longest: longest, shell.world) ?? 0
      append(String(scalars[length...]), isQuoted: outerQuoted)
    case .suffix(let text, let longest):
      let scalars = Array(text.unicodeScalars)
      let length = field.pattern.suffixLength(scalars, longest: longest, shell.world) ?? 0
      append(String(scalars[..<(scalars.count - length)]), isQuoted: outerQuoted)
    case .offset(let text, let length):
      guard let offset = evaluate(field.text, shell) else { return false }
      guard let length else {
        append(substring(text, offset, nil), isQuoted: outerQuoted)
        return true
      }
      collect(length, .length(text, offset: offset))
    case .length(let text, let offset):
      guard let length = evaluate(field.text, shell) else { return false }
      append(substring(text, offset, length), isQuoted: outerQuoted)
    case .pattern(let text, let replacement):
      collect(replacement.text, .replacement(text, replacement.place, field.pattern))
    case .replacement(let text, let place, let pattern):
      append(
        pattern.replace(place, in: text, by: field.text, shell.world), isQuoted: outerQuoted)
    case .arithmetic:
      guard let value = evaluate(field.text, shell) else { return false }
      append(String(value), isQuoted: outerQuoted)
    case .index(let values, let isLength):
      if field.text == "@" || field.text == "*" {
        if isLength {
          append(String(values.count), isQuoted: outerQuoted)
        } else {
          append(all: values, joined: field.text == "*", isQuoted: outerQuoted, shell)
        }
        return true
      }
      guard let index = evaluate(field.text, shell) else { return false }
      let value = index >= 0 && index < Int64(values.count) ? values[Int(index)] : ""
      append(isLength ? String(value.unicodeScalars.count) : value, isQuoted: outerQuoted)
    }
    return true
  }

  private func evaluate(_ text: String, _ shell: Interpreter) -> Int64? {
    do throws(Arithmetic.Failure) {
      return try shell.evaluate(text)
    } catch {
      shell.complain(error.message)
      return nil
    }
  }

  private func substring(_ text: String, _ offset: Int64, _ length: Int64?) -> String {
    let scalars = Array(text.unicodeScalars)
    let count = Int64(scalars.count)
    let start = offset < 0 ? count &+ offset : offset
    guard start >= 0, start <= count else { return "" }
    var end = count
    if let length { end = length < 0 ? count &+ length : min(count, start &+ min(length, count)) }
    guard end > start else { return "" }
    return String(scalars[Int(start)..<Int(end)])
  }
}

extension String {
  /// A text of some characters.
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}

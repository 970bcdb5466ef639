import OrderedCollections

/// The words of a command taken apart, as the library for flags of programs written in Go does it.
struct CommandLine {
  private(set) var values: OrderedDictionary<String, [String]> = [:]
  /// What is no flag.
  private(set) var arguments: [String] = []

  /// - Parameter interspersed: whether flags may come after arguments.
  init(
    _ words: some Sequence<String>, flags: [CommandFlag], interspersed: Bool
  ) throws(ClientError) {
    var rest = Array(words)[...]
    while let word = rest.popFirst() {
      if word == "--" {
        arguments += rest
        break
      }
      if word.hasPrefix("--") {
        try readLong(word, &rest, flags)
      } else if word.hasPrefix("-"), word != "-" {
        try readShort(word, &rest, flags)
      } else {
        arguments.append(word)
        if !interspersed {
          arguments += rest
          break
        }
      }
    }
  }

  private mutating func readLong(
    _ word: String, _ rest: inout ArraySlice<String>, _ flags: [CommandFlag]
  ) throws(ClientError) {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map { String($0) } ?? ""
    guard let flag = flags.first(where: { $0.name == name }) else {
      throw ClientError("unknown flag: --\(name)")
    }
    if flag.takesValue {
      if parts.count == 2 {
        try add(flag, String(parts[1]), as: "--\(name)")
      } else if let value = rest.popFirst() {
        try add(flag, value, as: "--\(name)")
      } else {
        throw ClientError("flag needs an argument: --\(name)")
      }
    } else {
      try add(flag, parts.count == 2 ? String(parts[1]) : "true", as: "--\(name)")
    }
  }

  private mutating func readShort(
    _ word: String, _ rest: inout ArraySlice<String>, _ flags: [CommandFlag]
  ) throws(ClientError) {
    var letters = word.dropFirst()
    while let letter = letters.first {
      letters = letters.dropFirst()
      guard let flag = flags.first(where: { $0.short == String(letter) }) else {
        throw ClientError("unknown shorthand flag: '\(letter)' in -\(letter)\(letters)")
      }
      guard flag.takesValue else {
        if letters.first == "=" {
          try add(flag, String(letters.dropFirst()), as: "-\(letter)")
          return
        }
        try add(flag, "true", as: "-\(letter)")
        continue
      }
      if !letters.isEmpty {
        let value = letters.first == "=" ? letters.dropFirst() : letters
        try add(flag, String(value), as: "-\(letter)")
      } else if let value = rest.popFirst() {
        try add(flag, value, as: "-\(letter)")
      } else {
        throw ClientError("flag needs an argument: '\(letter)' in \(word)")
      }
      return
    }
  }

  private mutating func add(
    _ flag: CommandFlag, _ value: String, as written: String
  ) throws(ClientError) {
    switch flag.kind {
    case .unsupported: throw ClientError("the flag \(written) is not supported here")
    case .flag:
      guard ["true", "false", "1", "0", "t", "f"].contains(value.lowercased()) else {
        let shown = flag.short.isEmpty ? "--\(flag.name)" : "-\(flag.short), --\(flag.name)"
        throw ClientError(
          "invalid argument \"\(value)\" for \"\(shown)\" flag: strconv.ParseBool: parsing"
            + " \"\(value)\": invalid syntax")
      }
      values[flag.name] = [["true", "1", "t"].contains(value.lowercased()) ? "true" : "false"]
    case .value: values[flag.name] = [value]
    case .list: values[flag.name, default: []].append(value)
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }
  func isSet(_ name: String) -> Bool { values[name]?.last == "true" }
  func text(_ name: String) -> String? { values[name]?.last }
  func list(_ name: String) -> [String] { values[name] ?? [] }

  /// The number of a flag; nil when it was not given.
  func number(_ name: String, _ short: String = "") throws(ClientError) -> Int64? {
    guard let text = text(name) else { return nil }
    guard let number = Int64(text) else {
      let shown = short.isEmpty ? "--\(name)" : "-\(short), --\(name)"
      throw ClientError(
        "invalid argument \"\(text)\" for \"\(shown)\" flag: strconv.ParseInt: parsing \"\(text)\":"
          + " invalid syntax")
    }
    return number
  }
}

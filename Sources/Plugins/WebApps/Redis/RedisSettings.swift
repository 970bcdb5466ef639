import Simulation

/// How a Redis is set up: by its command line and the file that it names.
struct RedisSettings {
  /// After so many seconds with so many changes the keys are saved.
  var save: [(seconds: Int64, changes: Int64)] = [(3600, 1), (300, 100), (60, 10_000)]
  var appendOnly = false
  var appendSync = "everysec"
  var port = 6379
  var folder: String
  var fileName = "dump.rdb"
  /// Whether nobody gave any setting.
  var isStandard = true
  /// What is wrong, as the server says it.
  private(set) var mistake: String?

  /// Settings that are taken and change nothing here.
  private static let ignored = [
    "bind", "protected-mode", "loglevel", "daemonize", "tcp-backlog", "timeout", "tcp-keepalive",
    "databases", "appenddirname", "appendfilename", "logfile", "always-show-logo",
  ]

  init(_ arguments: [String], _ process: Process) {
    folder = process.workingDirectory
    var words = arguments[...]
    var lines: [(number: Int, text: String)] = []
    if let first = words.first, !first.hasPrefix("--") {
      words = words.dropFirst()
      isStandard = false
      do throws(FileError) {
        let text = try process.fileSystem.read(first, from: process.workingDirectory)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated()
        {
          lines.append((index + 1, String(line)))
        }
      } catch {
        mistake =
          "Fatal error, can't open config file '\(first)': \(error.text)\n"
        return
      }
    }
    // `--save 60 1` is the line `save "60" "1"` behind those of the file.
    var line = ""
    for word in words {
      if word.hasPrefix("--") {
        if !line.isEmpty { lines.append((lines.count + 1, line)) }
        line = String(word.dropFirst(2))
      } else {
        line += " \"" + RedisText.escaped(word) + "\""
      }
      isStandard = false
    }
    if !line.isEmpty { lines.append((lines.count + 1, line)) }
    read(lines)
  }

  private mutating func read(_ lines: [(number: Int, text: String)]) {
    var hasSave = false
    for (number, text) in lines {
      let trimmed = text.drop { $0 == " " || $0 == "\t" }
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      guard let words = RedisWords.split(String(trimmed)), let name = words.first?.lowercased()
      else {
        return refuse(number, text, "Unbalanced quotes in configuration line")
      }
      let values = Array(words.dropFirst())
      if name == "save", !hasSave {
        hasSave = true
        save = []
      }
      if let problem = apply(name, values) { return refuse(number, text, problem) }
    }
  }

  private mutating func refuse(_ number: Int, _ text: String, _ problem: String) {
    mistake =
      "\n*** FATAL CONFIG FILE ERROR (Redis \(RedisServer.version)) ***\n"
      + "Reading the configuration file, at line \(number)\n>>> '\(text)'\n\(problem)\n"
  }

  /// Sets a setting; what is wrong with it, if anything.
  mutating func apply(_ name: String, _ values: [String]) -> String? {
    let wrong = "Bad directive or wrong number of arguments"
    switch name {
    case "save":
      if values.isEmpty { return wrong }
      if values == [""] {
        save = []
        return nil
      }
      let words = values.flatMap { $0.split(separator: " ").map { String($0) } }
      guard words.count % 2 == 0 else { return "Invalid save parameters" }
      var points: [(seconds: Int64, changes: Int64)] = []
      for index in stride(from: 0, to: words.count, by: 2) {
        guard let seconds = Int64(words[index]), let changes = Int64(words[index + 1]), seconds > 0,
          changes >= 0, seconds < 1 << 31
        else { return "Invalid save parameters" }
        points.append((seconds, changes))
      }
      save += points
    case "appendonly":
      guard values.count == 1 else { return wrong }
      guard values[0] == "yes" || values[0] == "no" else {
        return "argument must be 'yes' or 'no'"
      }
      appendOnly = values[0] == "yes"
    case "appendfsync":
      guard values.count == 1 else { return wrong }
      guard ["always", "everysec", "no"].contains(values[0]) else {
        return "argument(s) must be one of the following: everysec, always, no"
      }
      appendSync = values[0]
    case "port":
      guard values.count == 1, let number = Int(bounded: values[0]) else {
        return "argument couldn't be parsed into an integer"
      }
      guard number > 0, number < 65_536 else {
        return "argument must be between 0 and 65535 inclusive"
      }
      port = number
    case "dir":
      guard values.count == 1 else { return wrong }
      folder = values[0]
    case "dbfilename":
      guard values.count == 1 else { return wrong }
      if values[0].contains("/") { return "dbfilename can't be a path, just a filename" }
      fileName = values[0]
    default:
      if RedisSettings.ignored.contains(name) { return values.isEmpty ? wrong : nil }
      return "Bad directive or wrong number of arguments"
    }
    return nil
  }

  /// The value that `CONFIG GET` gives.
  func value(_ name: String) -> String? {
    switch name {
    case "save": save.map { "\($0.seconds) \($0.changes)" }.joined(separator: " ")
    case "appendonly": appendOnly ? "yes" : "no"
    case "appendfsync": appendSync
    case "port": String(port)
    case "dir": folder
    case "dbfilename": fileName
    case "maxmemory": "0"
    case "maxmemory-policy": "noeviction"
    case "databases": "16"
    default: nil
    }
  }

  static let names = [
    "appendfsync", "appendonly", "databases", "dbfilename", "dir", "maxmemory",
    "maxmemory-policy", "port", "save",
  ]
}

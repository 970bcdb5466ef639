import SQL
import Simulation

/// The settings that a server starts with: option files, then the command line.
struct ServerOptions {
  /// Names with underscores, values as written; a bare option is `ON`.
  private(set) var values: [(name: String, value: String)] = []
  private(set) var files: [String] = []

  /// Where MySQL in a container looks.
  static let standardFiles = ["/etc/my.cnf", "/etc/mysql/my.cnf"]

  init(arguments: [String], files fileSystem: FileSystem, group: [String] = ["mysqld", "server"]) {
    for path in ServerOptions.standardFiles { read(path, fileSystem, group, 0) }
    for argument in arguments where argument.hasPrefix("--") {
      add(String(argument.dropFirst(2)))
    }
  }

  /// The options of client programs in a file.
  init(clientFile path: String, files: FileSystem) {
    read(path, files, ["client", "mysql"], 0)
  }

  /// The value of an option, the last one that was given.
  func value(_ name: String) -> String? { values.last { $0.name == name }?.value }

  func has(_ name: String) -> Bool { value(name) != nil }

  private mutating func add(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    var name = ServerOptions.canonical(String(parts[0]))
    var value = parts.count > 1 ? ServerOptions.unquoted(parts[1]) : "ON"
    for prefix in ["loose_"] where name.hasPrefix(prefix) { name = String(name.dropFirst(6)) }
    for prefix in ["skip_", "disable_"]
    where name.hasPrefix(prefix) && parts.count == 1
      && [
        "skip_log_bin", "skip_log_replica_updates", "skip_log_slave_updates",
        "disable_log_bin",
      ].contains(name)
    {
      name = String(name.dropFirst(prefix.utf8.count))
      value = "OFF"
    }
    values.append((name, value))
  }

  private static func canonical(_ name: String) -> String {
    ServerOptions.trimmed(name).utf8.map { $0 == 45 ? "_" : String(Character(UnicodeScalar($0))) }
      .joined().lowercased()
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, first == 32 || first == 9 || first == 13 { bytes.removeFirst() }
    while let last = bytes.last, last == 32 || last == 9 || last == 13 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unquoted(_ text: some StringProtocol) -> String {
    let value = trimmed(text)
    guard let first = value.utf8.first, first == 34 || first == 39, value.utf8.count >= 2,
      value.utf8.last == first
    else { return value }
    return String(value.dropFirst().dropLast())
  }

  private mutating func read(
    _ path: String, _ fileSystem: FileSystem, _ groups: [String], _ depth: Int
  ) {
    guard depth < 10 else { return }
    let text: String
    do throws(FileError) {
      text = try fileSystem.read(path)
    } catch {
      return
    }
    files.append(path)
    var isWanted = false
    for line in text.utf8.split(separator: 10) {
      let line = ServerOptions.trimmed(Substring(line))
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("!includedir") {
        let folder = ServerOptions.trimmed(line.dropFirst(11))
        var names: [String] = []
        do throws(FileError) { names = try fileSystem.list(folder) } catch {}
        for name in names where name.hasSuffix(".cnf") {
          read(folder + "/" + name, fileSystem, groups, depth + 1)
        }
      } else if line.hasPrefix("!include") {
        read(ServerOptions.trimmed(line.dropFirst(8)), fileSystem, groups, depth + 1)
      } else if line.hasPrefix("[") {
        isWanted = groups.contains(String(line.dropFirst().prefix { $0 != "]" }))
      } else if isWanted {
        add(String(line.split(separator: "#", omittingEmptySubsequences: false)[0]))
      }
    }
  }
}

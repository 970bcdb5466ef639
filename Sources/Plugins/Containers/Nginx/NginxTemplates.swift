import OrderedCollections
import Simulation

/// What `20-envsubst-on-templates.sh` does: writes the files that templates stand for, with the
/// values of variables in them.
struct NginxTemplates {
  private let process: Process
  private let environment: OrderedDictionary<String, String>
  private let folder: String
  private let suffix: String
  private let output: String
  private var result = NginxScript.Work(processes: 4)

  init(_ process: Process, _ environment: OrderedDictionary<String, String>) {
    func setting(_ name: String, _ standard: String) -> String {
      if let value = environment["NGINX_ENVSUBST_" + name], !value.isEmpty { return value }
      return standard
    }
    self.process = process
    self.environment = environment
    folder = setting("TEMPLATE_DIR", "/etc/nginx/templates")
    suffix = setting("TEMPLATE_SUFFIX", ".template")
    output = setting("OUTPUT_DIR", "/etc/nginx/conf.d")
  }

  private static let name = "20-envsubst-on-templates.sh: "

  mutating func work() -> NginxScript.Work {
    guard process.fileSystem.isDirectory(folder) else { return result }
    if environment["NGINX_ENVSUBST_FILTER"]?.isEmpty == false {
      result.complaint =
        NginxTemplates.name + "NGINX_ENVSUBST_FILTER is not supported here: no template is used\n"
      return result
    }
    guard process.fileSystem.isWritable(output) else {
      result.notes =
        NginxTemplates.name + "ERROR: \(folder) exists, but \(output) is not writable\n"
      return result
    }
    write(below: "", depth: 0)
    return result
  }

  private mutating func write(below part: String, depth: Int) {
    // As many links as one path may have: a link to a folder above it leads no further.
    guard depth <= 40 else { return }
    let files = process.fileSystem
    let names: [String]
    do throws(FileError) { names = try files.list(folder + "/" + part) } catch { return }
    for name in names where process.world.exceeded == nil {
      let path = part.isEmpty ? name : part + "/" + name
      process.world.spend(World.fileCost + path.utf8.count)
      do throws(FileError) {
        switch try files.node(folder + "/" + path) {
        case .directory: write(below: path, depth: depth + 1)
        case .file(let file):
          if name.hasSuffix(".stream-template") {
            result.complaint =
              NginxTemplates.name + "\(folder)/\(path): stream templates are not supported here\n"
          }
          if name.hasSuffix(suffix) { try write(file.contents, of: path, below: part) }
        case .link: break
        }
      } catch {
        result.complaint =
          NginxTemplates.name + "can't create \(output)/\(path): \(error.text)\n"
      }
    }
  }

  private mutating func write(
    _ text: String, of path: String, below part: String
  ) throws(FileError) {
    let target = output + "/" + path.dropLast(suffix.utf8.count)
    result.notes += NginxTemplates.name + "Running envsubst on \(folder)/\(path) to \(target)\n"
    result.processes += 4
    let now = process.world.now
    if !part.isEmpty {
      try process.fileSystem.makeDirectory(output + "/" + part, withParents: true, now: now)
    }
    process.world.spend(text.utf8.count)
    try process.fileSystem.write(
      NginxTemplates.substituted(text, environment), to: target, now: now)
  }

  /// A text in which `$NAME` and `${NAME}` are the values of the variables; those that are not set
  /// stay as they are.
  static func substituted(
    _ text: String, _ environment: OrderedDictionary<String, String>
  ) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let isBraced = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{")
      let start = index + (isBraced ? 2 : 1)
      var end = start
      while end < bytes.count, isPart(bytes[end], first: end == start) { end += 1 }
      let isClosed = !isBraced || (end < bytes.count && bytes[end] == UInt8(ascii: "}"))
      let name = String(decoding: bytes[start..<end], as: UTF8.self)
      if end > start, isClosed, let value = environment[name] {
        result += value.utf8
        index = isBraced ? end + 1 : end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a byte is a part of a variable's name.
  private static func isPart(_ byte: UInt8, first: Bool) -> Bool {
    switch byte {
    case 65...90, 97...122, 95: true
    case 48...57: !first
    default: false
    }
  }
}

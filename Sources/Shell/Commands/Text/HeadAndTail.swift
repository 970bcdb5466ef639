import Simulation

extension StandardCommand {
  /// `head`
  static var head: StandardCommand {
    StandardCommand(
      name: "head", short: "n:c:qv",
      long: [("lines=", "n"), ("bytes=", "c"), ("quiet", "q"), ("silent", "q"), ("verbose", "v")],
      usage: "head [OPTION]... [FILE]...", refused: "z"
    ) { call in
      var count = 10
      let isBytes = call.options.options.last { $0.name == "n" || $0.name == "c" }?.name == "c"
      if let text = call.value(isBytes ? "c" : "n") {
        guard let number = Int(bounded: text) else {
          return call.fail("invalid number of \(isBytes ? "bytes" : "lines"): '\(text)'")
        }
        count = number
      }
      let headers = Headers(call)
      if count < 0 || call.operands.count > 1 || headers.always {
        call.readTexts(call.operands) { texts in
          for (name, text) in texts {
            headers.write(name)
            call.write(first(count, isBytes, of: text))
          }
          return 0
        }
        return nil
      }
      if count == 0 { return 0 }
      var rest = count
      LineInput(call, call.operands) { line in
        let text = line.text + (line.endsLine ? "\n" : "")
        if isBytes {
          call.write(String(decoding: text.utf8.prefix(rest), as: UTF8.self))
          rest -= text.utf8.count
        } else {
          call.write(text)
          rest -= 1
        }
        return rest > 0
      } end: {
        0
      }
      return nil
    }
  }

  private static func first(_ count: Int, _ isBytes: Bool, of text: String) -> String {
    if isBytes {
      let bytes = text.utf8
      let length = count < 0 ? max(0, bytes.count + count) : count
      return String(decoding: bytes.prefix(length), as: UTF8.self)
    }
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    let total = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
    let length = count < 0 ? max(0, total + count) : min(count, total)
    var result = ""
    for (index, line) in lines.prefix(length).enumerated() {
      result += String(Substring(line))
      if index < lines.count - 1 { result += "\n" }
    }
    return result
  }

  /// `tail`
  static var tail: StandardCommand {
    StandardCommand(
      name: "tail", short: "n:c:fFqvs:",
      long: [
        ("lines=", "n"), ("bytes=", "c"), ("follow", "f"), ("quiet", "q"), ("silent", "q"),
        ("verbose", "v"), ("retry", "F"), ("sleep-interval=", "s"),
      ], usage: "tail [OPTION]... [FILE]...", refused: "z"
    ) { call in
      let isBytes = call.options.options.last { $0.name == "n" || $0.name == "c" }?.name == "c"
      let text = call.value(isBytes ? "c" : "n") ?? "10"
      guard let number = Int(bounded: text.hasPrefix("+") ? String(text.dropFirst()) : text) else {
        return call.fail("invalid number of \(isBytes ? "bytes" : "lines"): '\(text)'")
      }
      let fromStart = text.hasPrefix("+")
      let headers = Headers(call)
      let follows = call.has("f") || call.has("F")
      call.readTexts(call.operands) { texts in
        for (name, text) in texts {
          headers.write(name)
          call.write(last(abs(number), isBytes, fromStart, of: text))
        }
        guard follows, !texts.isEmpty else { return 0 }
        let paths = texts.map { $0.name }.filter { $0 != "-" }
        if paths.isEmpty { return 0 }
        call.flush()
        Following(call, paths, headers, texts.map { $0.text.utf8.count }).wait()
        return nil
      }
      return nil
    }
  }

  private static func last(
    _ count: Int, _ isBytes: Bool, _ fromStart: Bool, of text: String
  ) -> String {
    let bytes = text.utf8
    if isBytes {
      let part = fromStart ? bytes.dropFirst(max(0, count - 1)) : bytes.suffix(count)
      return String(decoding: part, as: UTF8.self)
    }
    if fromStart {
      var rest = bytes[...]
      for _ in 0..<max(0, count - 1) {
        guard let end = rest.firstIndex(of: 10) else { return "" }
        rest = rest[rest.index(after: end)...]
      }
      return String(decoding: rest, as: UTF8.self)
    }
    if count == 0 { return "" }
    var start = bytes.endIndex
    if start > bytes.startIndex { start = bytes.index(before: start) }
    var found = 0
    while start > bytes.startIndex {
      let before = bytes.index(before: start)
      if bytes[before] == 10 {
        found += 1
        if found == count { break }
      }
      start = before
    }
    return String(Substring(bytes[start...]))
  }

  /// `==> name <==` above each file when there are several.
  final class Headers {
    private let call: CommandCall
    private var isFirst = true
    let always: Bool

    init(_ call: CommandCall) {
      self.call = call
      always = call.has("v") || (call.operands.count > 1 && !call.has("q"))
    }

    func write(_ name: String) {
      guard always else { return }
      call.write("\(isFirst ? "" : "\n")==> \(name == "-" ? "standard input" : name) <==\n")
      isFirst = false
    }
  }

  /// `tail -f`: looks once a second whether the files have grown.
  final class Following {
    private let call: CommandCall
    private let paths: [String]
    private let headers: Headers
    private var lengths: [Int]
    private var current: Int

    init(_ call: CommandCall, _ paths: [String], _ headers: Headers, _ lengths: [Int]) {
      self.call = call
      self.paths = paths
      self.headers = headers
      self.lengths = lengths
      current = paths.count - 1
    }

    func wait() {
      call.process.schedule(after: .seconds(1)) { [self] in
        for (index, path) in paths.enumerated() { look(at: path, index) }
        call.flush()
        if call.process.isRunning { wait() }
      }
    }

    private func look(at path: String, _ index: Int) {
      do throws(FileError) {
        let text = try call.files.read(path, from: call.folder)
        let length = text.utf8.count
        if length < lengths[index] {
          call.complain("\(path): file truncated")
          lengths[index] = 0
        }
        guard length > lengths[index] else { return }
        if index != current { headers.write(path) }
        current = index
        call.write(String(decoding: text.utf8.dropFirst(lengths[index]), as: UTF8.self))
        lengths[index] = length
      } catch {}
    }
  }
}

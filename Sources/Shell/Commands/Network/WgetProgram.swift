import Simulation

/// BusyBox's `wget`.
final class WgetProgram: Program {
  private var options: CommandOptions!
  private var isQuiet: Bool { options.has("q") }
  private var redirections = 0
  private var exchange: HTTPExchange?
  private var limit: VirtualDuration?
  private var timer: ScheduledEvent?

  func start(_ process: Process) {
    do throws(CommandOptions.Failure) {
      options = try CommandOptions(
        Array(process.arguments.dropFirst()), short: "qSO:T:scUY:P:t:",
        long: [
          ("quiet", "q"), ("server-response", "S"), ("output-document=", "O"), ("timeout=", "T"),
          ("spider", "s"), ("header=", "H"), ("post-data=", "D"), ("tries=", "t"),
          ("no-check-certificate", "n"),
        ], dialect: .busybox)
    } catch {
      process.writeError("wget: \(error.message)\n")
      process.writeError(
        StandardProgram.hint("wget", "wget [-qS] [-O FILE] [-T SEC] [--spider] URL...", .busybox))
      process.exit(1)
      return
    }
    for name in ["c", "U", "Y", "P"] where options.has(name) {
      fail(process, "-\(name) is not supported here")
      return
    }
    guard options.operands.count == 1 else {
      fail(
        process,
        options.operands.isEmpty ? "missing URL" : "several URLs are not supported here")
      return
    }
    if let text = options.value("T") {
      guard let seconds = Int64(text), seconds > 0 else {
        fail(process, "invalid number '\(text)'")
        return
      }
      limit = .seconds(min(seconds, 1_000_000))
    }
    let url = options.operands[0]
    guard let address = HTTPAddress(url) else {
      fail(process, url.includes("://") ? "not an http or ftp url: \(url)" : "bad address '\(url)'")
      return
    }
    fetch(address, process)
  }

  private func fail(_ process: Process, _ message: String) {
    process.writeError("wget: \(message)\n")
    process.exit(1)
  }

  private func fetch(_ address: HTTPAddress, _ process: Process) {
    guard !address.isSecure else {
      fail(process, "TLS is not supported here")
      return
    }
    var request = HTTPMessage.request(options.has("D") ? "POST" : "GET", address.target)
    request.headers = [
      HTTPMessage.Header("Host", address.authority), HTTPMessage.Header("User-Agent", "Wget"),
      HTTPMessage.Header("Connection", "close"),
    ]
    for option in options.options where option.name == "H" {
      let parts = option.value.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      request[String(parts[0])] = String(parts[1].drop { $0 == " " })
    }
    if let body = options.value("D") {
      request.body = body
      request.headers.append(
        HTTPMessage.Header("Content-Type", "application/x-www-form-urlencoded"))
    }
    let exchange = HTTPExchange(process, to: address, request) { [self] outcome in
      timer?.cancel()
      finish(outcome, address, process)
    }
    self.exchange = exchange
    exchange.onConnecting = { [self] remote in
      if !isQuiet {
        process.writeError("Connecting to \(address.host) (\(remote):\(address.port))\n")
      }
    }
    // Without a limit the system gives up after the usual number of attempts to connect.
    let patience = limit ?? .seconds(127)
    timer = process.schedule(after: patience) { [self] in
      let phase = exchange.phase
      if limit == nil, phase == .waiting { return }
      exchange.cancel()
      fail(
        process,
        limit == nil
          ? "can't connect to remote host (\(exchange.remoteAddress)): Operation timed out"
          : "download timed out")
    }
    exchange.start()
  }

  private func finish(_ outcome: HTTPExchange.Outcome, _ address: HTTPAddress, _ process: Process) {
    switch outcome {
    case .unknownHost: fail(process, "bad address '\(address.host)'")
    case .refused:
      fail(
        process,
        "can't connect to remote host (\(exchange?.remoteAddress ?? "")): Connection refused")
    case .unreachable:
      fail(
        process,
        "can't connect to remote host (\(exchange?.remoteAddress ?? "")): Network is unreachable")
    case .emptyReply, .malformed, .badChunk, .tooLarge: fail(process, "error getting response")
    case .reset: fail(process, "error getting response: Connection reset by peer")
    case .response(let response): take(response, address, process)
    }
  }

  private func take(_ response: HTTPMessage, _ address: HTTPAddress, _ process: Process) {
    if options.has("S") {
      var text = "  \(response.startLine)\n"
      for header in response.headers { text += "  \(header.name): \(header.value)\n" }
      process.writeError(text + "  \n")
    }
    let status = response.status ?? 0
    if status >= 300, status < 400, let location = response["Location"] {
      redirections += 1
      guard redirections <= 5, let next = address.resolving(location) else {
        fail(process, "too many redirections")
        return
      }
      fetch(next, process)
      return
    }
    guard status >= 200, status < 300 else {
      fail(process, "server returned error: \(response.startLine)")
      return
    }
    if options.has("s") {
      if !isQuiet { process.writeError("remote file exists\n") }
      process.exit(0)
      return
    }
    save(response, address, process)
  }

  private func save(_ response: HTTPMessage, _ address: HTTPAddress, _ process: Process) {
    let path = address.target.prefix { $0 != "?" }
    let last = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let name = options.value("O") ?? (last.isEmpty ? "index.html" : String(last))
    let size = response.body.utf8.count
    let bar =
      Columns.left(String((name == "-" ? "-" : name).prefix(20)), 20) + " 100% |"
      + String(repeating: "*", count: 32) + "| " + Columns.right(String(size), 5)
      + "  0:00:00 ETA\n"
    if name == "-" {
      if !isQuiet { process.writeError("writing to stdout\n") }
      process.write(response.body)
      if !isQuiet { process.writeError(bar + "written to stdout\n") }
      process.exit(0)
      return
    }
    do throws(FileError) {
      if name != "/dev/null" {
        if !options.has("O"), process.fileSystem.exists(name, from: process.workingDirectory) {
          throw .exists
        }
        try process.fileSystem.write(
          response.body, to: name, from: process.workingDirectory, now: process.world.now)
      }
      if !isQuiet { process.writeError("saving to '\(name)'\n\(bar)'\(name)' saved\n") }
      process.exit(0)
    } catch {
      fail(process, "can't open '\(name)': \(error.text)")
    }
  }
}

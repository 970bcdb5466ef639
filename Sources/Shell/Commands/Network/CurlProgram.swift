import Simulation

/// `curl` for HTTP: `-s -S -o -O -w -i -I -X -d -H -A -L -f -b -c -u -m --connect-timeout --retry`.
///
/// It shows no progress meter.
final class CurlProgram: Program {
  private var options: CommandOptions!
  private var urls: ArraySlice<String> = []
  private var redirections = 0
  private var tries = 0
  private var started = VirtualTime.zero
  private var jar: [CookieJar.Cookie] = []
  private var lastStatus: Int32 = 0

  private static let refused = "vkNzFTyYxCrDEjJnpPqQ#tBaKZ"

  func start(_ process: Process) {
    do throws(CommandOptions.Failure) {
      options = try CommandOptions(
        Array(process.arguments.dropFirst()).map { $0 == "-#" ? "-s" : $0 },
        short: "sSo:Ow:iIX:d:H:A:Lfb:c:u:m:G4e:" + CurlProgram.refused,
        long: [
          ("silent", "s"), ("show-error", "S"), ("output=", "o"), ("remote-name", "O"),
          ("write-out=", "w"), ("include", "i"), ("head", "I"), ("request=", "X"), ("data=", "d"),
          ("data-raw=", "d"), ("header=", "H"), ("user-agent=", "A"), ("location", "L"),
          ("fail", "f"), ("cookie=", "b"), ("cookie-jar=", "c"), ("user=", "u"),
          ("max-time=", "m"), ("connect-timeout=", "connect"), ("retry=", "retry"),
          ("retry-delay=", "delay"), ("retry-connrefused", "retryrefused"), ("get", "G"),
          ("ipv4", "4"), ("verbose", "v"), ("url=", "url"), ("insecure", "k"),
          ("no-progress-meter", "s"), ("referer=", "e"), ("fail-with-body", "failbody"),
        ], dialect: .gnu)
    } catch {
      let words = error.message
      let mark = words.hasPrefix("invalid option -- '") ? "-" + words.dropLast().suffix(1) : ""
      process.writeError(
        "curl: option \(mark.isEmpty ? words : mark + ": is unknown")\n"
          + "curl: try 'curl --help' or 'curl --manual' for more information\n")
      process.exit(2)
      return
    }
    for option in options.options where CurlProgram.refused.includes(option.name) {
      process.writeError("curl: -\(option.name) is not supported here\n")
      process.exit(2)
      return
    }
    urls = (options.operands + options.options.filter { $0.name == "url" }.map { $0.value })[...]
    guard !urls.isEmpty else {
      process.writeError("curl: try 'curl --help' or 'curl --manual' for more information\n")
      process.exit(2)
      return
    }
    if let path = options.value("b"), !path.contains("=") {
      jar = CookieJar.read(path, process)
    } else if let path = options.value("c"), options.value("b") == nil, path != "-" {
      jar = []
    }
    next(process)
  }

  private func next(_ process: Process) {
    guard let url = urls.popFirst() else {
      if let path = options.value("c") { CookieJar.write(jar, path, process) }
      process.exit(lastStatus)
      return
    }
    redirections = 0
    tries = 0
    started = process.world.now
    guard let address = HTTPAddress(url) else {
      fail(process, 3, "URL using bad/illegal format or missing URL", url, nil, nil)
      return
    }
    fetch(address, nil, process)
  }

  // MARK: The request

  private func request(for address: HTTPAddress, _ forced: String?) -> HTTPMessage {
    var data = options.options.filter { $0.name == "d" }.map { $0.value }.joined(separator: "&")
    let hasData = options.has("d") && !options.has("G")
    var target = address.target
    if options.has("G"), !data.isEmpty {
      target += (target.contains("?") ? "&" : "?") + data
      data = ""
    }
    let method =
      forced ?? options.value("X") ?? (options.has("I") ? "HEAD" : hasData ? "POST" : "GET")
    var request = HTTPMessage.request(method, target)
    request.headers = [HTTPMessage.Header("Host", address.authority)]
    if let user = options.value("u") ?? address.user {
      let text = Base64.encode(Array(user.utf8), width: 0)
      request.headers.append(HTTPMessage.Header("Authorization", "Basic " + text))
    }
    request.headers.append(
      HTTPMessage.Header("User-Agent", options.value("A") ?? "curl/7.88.1"))
    request.headers.append(HTTPMessage.Header("Accept", "*/*"))
    if let referer = options.value("e") {
      request.headers.append(HTTPMessage.Header("Referer", referer))
    }
    var cookies = CookieJar.header(jar, for: address)
    if let given = options.value("b"), given.contains("=") {
      cookies = cookies.isEmpty ? given : cookies + "; " + given
    }
    if !cookies.isEmpty { request.headers.append(HTTPMessage.Header("Cookie", cookies)) }
    if hasData, method != "GET" || forced == nil {
      request.body = data
      request.headers.append(
        HTTPMessage.Header("Content-Type", "application/x-www-form-urlencoded"))
    }
    for option in options.options where option.name == "H" {
      let parts = option.value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let value = String(parts[1].drop { $0 == " " })
      request[String(parts[0])] = value.isEmpty ? nil : value
    }
    if request["Content-Length"] == nil, hasData, request.body.isEmpty {
      request["Content-Length"] = "0"
    }
    return request
  }

  private func fetch(_ address: HTTPAddress, _ method: String?, _ process: Process) {
    if address.isSecure {
      fail(
        process, 35, "TLS is not supported here", address.text, address, nil)
      return
    }
    if let text = options.value("d"), text.hasPrefix("@") {
      fail(process, 26, "data from a file is not supported here", address.text, address, nil)
      return
    }
    var timers: [ScheduledEvent] = []
    let exchange = HTTPExchange(process, to: address, request(for: address, method)) {
      [self] outcome in
      for timer in timers { timer.cancel() }
      finish(outcome, address, process)
    }
    func after(_ duration: VirtualDuration, connectionOnly: Bool) {
      timers.append(
        process.schedule(after: duration) { [self] in
          if connectionOnly, exchange.phase == .waiting { return }
          let isConnected = exchange.phase == .waiting
          exchange.cancel()
          for timer in timers { timer.cancel() }
          let elapsed = (process.world.now - started).milliseconds
          let words =
            isConnected
            ? "Operation timed out after \(elapsed) milliseconds with 0 bytes received"
            : connectionOnly && options.value("connect") == nil
              ? "Failed to connect to \(address.host) port \(address.port) after \(elapsed) ms: "
                + "Couldn't connect to server"
              : exchange.phase == .lookingUp
                ? "Resolving timed out after \(elapsed) milliseconds"
                : "Connection timed out after \(elapsed) milliseconds"
          retry(process, 28, words, address)
        })
    }
    if let limit = duration("m", process) {
      let rest = limit.milliseconds - (process.world.now - started).milliseconds
      after(.milliseconds(max(1, rest)), connectionOnly: false)
    }
    after(duration("connect", process) ?? .seconds(134), connectionOnly: true)
    exchange.start()
    current = exchange
  }

  private var current: HTTPExchange?

  private func duration(_ name: String, _ process: Process) -> VirtualDuration? {
    options.value(name).flatMap { Durations.parse($0, allowsSuffix: false) }
  }

  // MARK: The response

  private func finish(_ outcome: HTTPExchange.Outcome, _ address: HTTPAddress, _ process: Process) {
    let elapsed = (process.world.now - started).milliseconds
    let place = "\(address.host) port \(address.port) after \(elapsed) ms"
    switch outcome {
    case .unknownHost:
      retry(process, 6, "Could not resolve host: \(address.host)", address)
    case .refused:
      retry(process, 7, "Failed to connect to \(place): Couldn't connect to server", address)
    case .unreachable:
      retry(process, 7, "Failed to connect to \(place): Network is unreachable", address)
    case .emptyReply: retry(process, 52, "Empty reply from server", address)
    case .reset: retry(process, 56, "Recv failure: Connection reset by peer", address)
    case .malformed: retry(process, 1, "Received HTTP/0.9 when not allowed", address)
    case .response(let response): take(response, address, process)
    }
  }

  private func retry(
    _ process: Process, _ status: Int32, _ message: String, _ address: HTTPAddress
  ) {
    let most = options.value("retry").flatMap { Int(bounded: $0) } ?? 0
    let mayRetry = status == 28 || (status == 7 && options.has("retryrefused"))
    guard mayRetry, tries < most else {
      fail(process, status, message, address.text, address, nil)
      return
    }
    tries += 1
    let delay = duration("delay", process) ?? .seconds(Int64(1) << Int64(min(tries - 1, 9)))
    if !options.has("s") {
      process.writeError(
        "Warning: Problem: \(status == 28 ? "timeout" : "connection refused"). Will retry in "
          + "\(delay.seconds) seconds. \(most - tries + 1) retries left.\n")
    }
    process.schedule(after: delay) { [self] in
      started = process.world.now
      fetch(address, nil, process)
    }
  }

  private func take(_ response: HTTPMessage, _ address: HTTPAddress, _ process: Process) {
    CookieJar.take(response, from: address, into: &jar)
    let status = response.status ?? 0
    if options.has("i") || options.has("I") {
      var head = response.startLine + "\r\n"
      for header in response.headers { head += "\(header.name): \(header.value)\r\n" }
      put(head + "\r\n", process, isHead: true)
    }
    if options.has("L"), status >= 300, status < 400, let location = response["Location"] {
      redirections += 1
      guard redirections <= 50 else {
        fail(process, 47, "Maximum (50) redirects followed", address.text, address, response)
        return
      }
      guard let next = address.resolving(location) else {
        fail(process, 3, "URL using bad/illegal format or missing URL", location, address, response)
        return
      }
      let keepsMethod = status == 307 || status == 308 || options.has("X")
      fetch(next, keepsMethod ? nil : options.has("I") ? "HEAD" : "GET", process)
      return
    }
    if options.has("f"), status >= 400 {
      fail(
        process, 22, "The requested URL returned error: \(status)", address.text, address, response)
      return
    }
    if !options.has("I") { put(response.body, process, isHead: false) }
    if options.has("failbody"), status >= 400 {
      fail(
        process, 22, "The requested URL returned error: \(status)", address.text, address, response)
      return
    }
    lastStatus = 0
    writeOut(process, address, response, 0)
    next(process)
  }

  private var hasWrittenHead = false

  private func put(_ text: String, _ process: Process, isHead: Bool) {
    var path = options.value("o")
    if options.has("O"), let url = options.operands.first, let address = HTTPAddress(url) {
      let last = address.target.prefix { $0 != "?" }.split(separator: "/").last
      path = last.map { String($0) } ?? "curl_response"
    }
    guard let path, path != "-" else {
      process.write(text)
      return
    }
    if path == "/dev/null" { return }
    do throws(FileError) {
      try process.fileSystem.write(
        text, to: path, from: process.workingDirectory, appending: hasWrittenHead && !isHead,
        now: process.world.now)
      hasWrittenHead = isHead
    } catch {
      process.writeError("curl: (23) Failure writing output to destination\n")
      lastStatus = 23
    }
  }

  private func fail(
    _ process: Process, _ status: Int32, _ message: String, _ url: String, _ address: HTTPAddress?,
    _ response: HTTPMessage?
  ) {
    if !options.has("s") || options.has("S") {
      process.writeError("curl: (\(status)) \(message)\n")
    }
    lastStatus = status
    writeOut(process, address, response, status)
    next(process)
  }

  private func writeOut(
    _ process: Process, _ address: HTTPAddress?, _ response: HTTPMessage?, _ status: Int32
  ) {
    guard let format = options.value("w") else { return }
    var result = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      if character == "%", rest.hasPrefix("{"), let close = rest.firstIndex(of: "}") {
        let name = rest[rest.index(after: rest.startIndex)..<close]
        rest = rest[rest.index(after: close)...]
        result += variable(String(name), process, address, response, status)
      } else if character == "%", rest.hasPrefix("%") {
        rest.removeFirst()
        result += "%"
      } else if character == "\\", let letter = rest.popFirst() {
        switch letter {
        case "n": result += "\n"
        case "t": result += "\t"
        case "r": result += "\r"
        default: result += "\\" + String(letter)
        }
      } else {
        result.append(character)
      }
    }
    process.write(result)
  }

  private func variable(
    _ name: String, _ process: Process, _ address: HTTPAddress?, _ response: HTTPMessage?,
    _ status: Int32
  ) -> String {
    let elapsed = (process.world.now - started).milliseconds
    switch name {
    case "http_code", "response_code":
      let code = String(response?.status ?? 0)
      return String(repeating: "0", count: 3 - min(3, code.utf8.count)) + code
    case "size_download": return String(response?.body.utf8.count ?? 0)
    case "time_total":
      return "\(elapsed / 1000)." + padded(elapsed % 1000 * 1000, 6)
    case "url_effective", "url": return address?.text ?? ""
    case "content_type": return response?["Content-Type"] ?? ""
    case "remote_ip": return current?.remoteAddress ?? ""
    case "remote_port": return String(address?.port ?? 0)
    case "num_redirects": return String(redirections)
    case "redirect_url":
      return response?["Location"].flatMap { address?.resolving($0)?.text } ?? ""
    case "method": return response == nil ? "" : options.value("X") ?? "GET"
    case "exitcode": return String(status)
    case "http_version": return "1.1"
    case "errormsg": return ""
    default:
      process.writeError("curl: unknown --write-out variable: '\(name)'\n")
      return ""
    }
  }
}

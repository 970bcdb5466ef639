import OrderedCollections
import Simulation

/// The web server Apache httpd with its standard set-up: the files below `htdocs`, on port 80.
final class ApacheServer: Program {
  private unowned(unsafe) var process: Process!
  private var open: [HTTPConnection] = []
  private static let root = "/usr/local/apache2/htdocs"

  private var version: String { process.environment["HTTPD_VERSION"] ?? "2.4.66" }

  func start(_ process: Process) {
    self.process = process
    let words = process.arguments.dropFirst()
    if words.first == "-v" || words.first == "-V" {
      process.write("Server version: Apache/\(version) (Unix)\n")
      return process.exit(0)
    }
    if let option = words.first(where: { $0 != "-D" && $0 != "FOREGROUND" }) {
      process.writeError("httpd: the option '\(option)' is not supported here\n")
      return process.exit(1)
    }
    process.writeError(
      "AH00558: httpd: Could not reliably determine the server's fully qualified domain name,"
        + " using \(process.host.address). Set the 'ServerName' directive globally to suppress"
        + " this message\n")
    guard process.listen(on: 80, accept: { [unowned(unsafe) self] in accept($0) }) else {
      process.writeError(
        "(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80\n"
          + "no listening sockets available, shutting down\n")
      return process.exit(1)
    }
    note("AH00489: Apache/\(version) (Unix) configured -- resuming normal operations")
    note("AH00094: Command line: 'httpd -D FOREGROUND'")
  }

  private func note(_ text: String) {
    let date = process.world.now.calendar
    process.writeError(
      "[\(date.weekdayName) \(date.monthName) \(padded(date.day, 2)) \(date.clock).000000"
        + " \(padded(date.year, 4))] [mpm_event:notice] [pid \(process.number):tid"
        + " \(process.number)] \(text)\n")
  }

  func handle(_ signal: Signal, in process: Process) -> Bool {
    guard signal == .terminate || signal == .interrupt else { return false }
    note("AH00491: caught SIG\(signal.name), shutting down")
    process.exit(0)
    return true
  }

  // MARK: Requests

  private func accept(_ socket: Socket) {
    let client = socket.remoteAddress
    let connection = HTTPConnection.serve(socket) { [unowned(unsafe) self] request in
      guard let request else {
        return page(
          400, "Bad Request",
          "Your browser sent a request that this server could not"
            + " understand.")
      }
      let response = respond(to: request)
      log(request, response, client)
      return response
    } onEnd: { [unowned(unsafe) self] connection in
      open.removeAll { $0 === connection }
    }
    open.append(connection)
  }

  private func respond(to request: HTTPMessage) -> HTTPMessage {
    let path = String((request.target ?? "/").prefix { $0 != "?" })
    guard request.method == "GET" || request.method == "HEAD" || request.method == "POST" else {
      return page(
        405, "Method Not Allowed",
        "The requested method \(request.method ?? "") is not allowed for this URL.")
    }
    let files = StaticFiles(fileSystem: process.fileSystem)
    switch files.answer(path, root: ApacheServer.root) {
    case .file(let file, let full):
      var response = head(200)
      response["Last-Modified"] = file.modified.httpDate
      response["ETag"] =
        "\"\(String(file.size, radix: 16))-\(String(file.modified.unixSeconds * 1_000_000, radix: 16))\""
      response["Accept-Ranges"] = "bytes"
      response["Content-Length"] = String(file.size)
      response["Content-Type"] = StaticFiles.mediaType(of: full, fallback: "text/plain")
      response.body = file.contents
      return response
    case .redirect(let address):
      let host = request["Host"] ?? process.host.address
      let location = "http://\(host)\(address)"
      var response = page(
        301, "Moved Permanently", "The document has moved <a href=\"\(location)\">here</a>.")
      response["Location"] = location
      return response
    case .folder(let full): return listing(path, full)
    case .missing:
      return page(404, "Not Found", "The requested URL was not found on this server.")
    }
  }

  private func head(_ status: Int) -> HTTPMessage {
    HTTPMessage.response(
      status,
      headers: [
        HTTPMessage.Header("Date", process.world.now.httpDate),
        HTTPMessage.Header("Server", "Apache/\(version) (Unix)"),
      ])
  }

  private func page(_ status: Int, _ title: String, _ text: String) -> HTTPMessage {
    var response = head(status)
    response.body =
      "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n"
      + "<title>\(status) \(title)</title>\n</head><body>\n<h1>\(title)</h1>\n<p>\(text)</p>\n"
      + "</body></html>\n"
    response["Content-Length"] = String(response.body.utf8.count)
    if status == 400 { response["Connection"] = "close" }
    response["Content-Type"] = "text/html; charset=iso-8859-1"
    return response
  }

  /// What a folder without an index page shows: its names.
  private func listing(_ path: String, _ full: String) -> HTTPMessage {
    var response = head(200)
    var body =
      "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<html>\n <head>\n"
      + "  <title>Index of \(path)</title>\n </head>\n <body>\n<h1>Index of \(path)</h1>\n<ul>"
    if path != "/" { body += "<li><a href=\"..\"> Parent Directory</a></li>\n" }
    do throws(FileError) {
      for name in try process.fileSystem.list(full) {
        let shown = process.fileSystem.isDirectory(full + name) ? name + "/" : name
        body += "<li><a href=\"\(shown)\"> \(shown)</a></li>\n"
      }
    } catch {
      return page(404, "Not Found", "The requested URL was not found on this server.")
    }
    body += "</ul>\n</body></html>\n"
    response.body = body
    response["Content-Length"] = String(body.utf8.count)
    response["Content-Type"] = "text/html;charset=ISO-8859-1"
    return response
  }

  private func log(_ request: HTTPMessage, _ response: HTTPMessage, _ client: String) {
    let size = request.method == "HEAD" ? 0 : response.body.utf8.count
    process.write(
      "\(client) - - [\(process.world.now.logDate)] \"\(request.startLine)\""
        + " \(response.status ?? 0) \(size == 0 ? "-" : String(size))\n")
  }
}

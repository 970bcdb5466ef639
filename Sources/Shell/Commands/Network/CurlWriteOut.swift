import Simulation

/// What `-w` prints after a transfer.
struct CurlWriteOut {
  var address: HTTPAddress?
  var response: HTTPMessage?
  var method = ""
  var status: Int32 = 0
  var message = ""
  var remoteAddress = ""
  var localAddress = ""
  var redirections = 0
  /// Milliseconds from the beginning.
  var connectTime: Int64 = 0
  var totalTime: Int64 = 0

  /// The format with its variables replaced; `warn` is told of unknown ones.
  func text(_ format: String, warn: (String) -> Void) -> String {
    var result = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      if character == "%", rest.hasPrefix("{"), let close = rest.firstIndex(of: "}") {
        let name = rest[rest.index(after: rest.startIndex)..<close]
        rest = rest[rest.index(after: close)...]
        result += variable(String(name), warn)
      } else if character == "%", rest.hasPrefix("header{"), let close = rest.firstIndex(of: "}") {
        let name = rest.dropFirst(7)[..<close]
        rest = rest[rest.index(after: close)...]
        result += response?[String(name)] ?? ""
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
    return result
  }

  private func seconds(_ milliseconds: Int64) -> String {
    "\(milliseconds / 1000)." + padded(milliseconds % 1000 * 1000, 6)
  }

  private func variable(_ name: String, _ warn: (String) -> Void) -> String {
    switch name {
    case "http_code", "response_code": return padded(Int64(response?.status ?? 0), 3)
    case "size_download": return String(response?.body.utf8.count ?? 0)
    case "size_header":
      guard let response else { return "0" }
      return String(response.serialized.utf8.count - response.body.utf8.count)
    case "time_total", "time_starttransfer": return seconds(totalTime)
    case "time_connect", "time_pretransfer", "time_appconnect": return seconds(connectTime)
    case "url_effective", "url": return address?.text ?? ""
    case "content_type": return response?["Content-Type"] ?? ""
    case "remote_ip": return remoteAddress
    case "remote_port": return String(address?.port ?? 0)
    case "local_ip": return localAddress
    case "num_redirects": return String(redirections)
    case "num_connects": return remoteAddress.isEmpty ? "0" : "1"
    case "redirect_url": return response?["Location"].flatMap { address?.resolving($0)?.text } ?? ""
    case "method": return method
    case "exitcode": return String(status)
    case "errormsg": return message
    case "scheme": return "HTTP"
    case "http_version": return response == nil ? "0" : "1.1"
    default:
      warn(name)
      return ""
    }
  }
}

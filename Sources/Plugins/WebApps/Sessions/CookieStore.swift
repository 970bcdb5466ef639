import Shell
import Simulation

/// Sessions that visitors carry themselves, signed with a key (W6). Whoever has the key believes them.
///
/// Nothing can be taken back: a copy of a cookie is good until it ends.
final class CookieStore: SessionStore {
  private unowned(unsafe) let process: Process
  private let key: [UInt8]

  let name = "signed cookie"

  /// - Parameter secret: the key; nil for one that this process makes up and nobody else knows.
  init(_ process: Process, secret: String?) {
    self.process = process
    if let secret {
      key = Array(secret.utf8)
    } else {
      var draws = process.world.random.draws(
        "shop key", "\(process.host.name) \(process.world.now.milliseconds)")
      key = Array(draws.hexadecimal(64).utf8)
    }
  }

  func begin(_ isReady: @escaping () -> Void) { isReady() }

  func find(_ cookie: String, _ completion: @escaping (SessionAnswer) -> Void) {
    let parts = cookie.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, signature(of: String(parts[0])) == parts[1] else {
      return completion(.missing)
    }
    let text = String(parts[0].map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    let decoded = Base64.decode(text + padding, ignoringGarbage: false)
    let form = FormText(String(decoding: decoded.bytes, as: UTF8.self))
    guard decoded.isValid, let id = form.value("id"), let session = ShopSession(id: id, form),
      session.expires > process.world.now
    else { return completion(.missing) }
    completion(.found(session))
  }

  func save(_ session: ShopSession, _ completion: @escaping (SavingAnswer) -> Void) {
    var form = session.form
    form.add("id", session.id)
    let encoded = Base64.encode(Array(form.text.utf8), width: 0)
    let text = String(
      encoded.compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
    completion(.saved(text + "." + signature(of: text)))
  }

  func remove(_ cookie: String, _ completion: @escaping (SavingAnswer) -> Void) {
    completion(.saved(""))
  }

  func end() {}

  var held: [ShopSession] { [] }

  /// The first 128 bits of HMAC-SHA-256, in hexadecimal.
  private func signature(of text: String) -> String {
    let bytes = HMAC.sha256(Array(text.utf8), key: key).prefix(16)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Keyed digests, as RFC 2104 defines them.
enum HMAC {
  static func sha256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var block = key.count > 64 ? SHA256.digest(key) : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    let inner = SHA256.digest(block.map { $0 ^ 0x36 } + message)
    return SHA256.digest(block.map { $0 ^ 0x5c } + inner)
  }
}

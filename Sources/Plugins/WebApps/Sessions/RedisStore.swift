import Simulation

/// Sessions in a Redis that all shops ask (W5): they outlive every shop, and end with the Redis.
final class RedisStore: SessionStore {
  private unowned(unsafe) let process: Process
  private let client: RedisClient

  let name: String

  init(_ process: Process, host: String, port: Int) {
    self.process = process
    name = "redis at \(host)"
    client = RedisClient(process, host: host, port: port, timeLimit: .seconds(1))
  }

  func begin(_ isReady: @escaping () -> Void) { isReady() }

  private func key(_ id: String) -> String { "session:" + id }

  func find(_ cookie: String, _ completion: @escaping (SessionAnswer) -> Void) {
    client.send(["GET", key(cookie)]) { reply in
      switch reply {
      case .success(.bulk(let text)):
        guard let text, let session = ShopSession(id: cookie, FormText(text)) else {
          return completion(.missing)
        }
        completion(.found(session))
      case .success(.error(let text)): completion(.failed(text))
      case .success: completion(.missing)
      case .failure(let failure): completion(.failed(failure.reason))
      }
    }
  }

  func save(_ session: ShopSession, _ completion: @escaping (SavingAnswer) -> Void) {
    let seconds = max(1, (session.expires - process.world.now).seconds)
    client.send(["SET", key(session.id), session.form.text, "EX", String(seconds)]) { reply in
      switch reply {
      case .success(.error(let text)): completion(.failed(text))
      case .success: completion(.saved(session.id))
      case .failure(let failure): completion(.failed(failure.reason))
      }
    }
  }

  func remove(_ cookie: String, _ completion: @escaping (SavingAnswer) -> Void) {
    client.send(["DEL", key(cookie)]) { reply in
      switch reply {
      case .success(.error(let text)): completion(.failed(text))
      case .success: completion(.saved(""))
      case .failure(let failure): completion(.failed(failure.reason))
      }
    }
  }

  func end() { client.close() }

  var held: [ShopSession] { [] }
}

import Book
import FlyingFox
import Foundation
import Testing

@testable import Preview

@Suite struct ListenerTests {
  /// Connections on which nothing is asked, and pages that listen for events, let nobody wait.
  @Test func itEndsAtOnceWhenNoRequestIsBeingAnswered() async throws {
    let answers = OpenAnswers()
    let hub = EventHub(answers: answers)
    let listener = try await Listener(port: 0, answers: answers)
    await listener.answer { request in
      request.path == "/events"
        ? hub.response(first: EventHub.pulse)
        : HTTPResponse(statusCode: .ok, body: Data("a page".utf8))
    }
    let client = Client(port: listener.port)
    let (idle, events) = (try client.connected(), try client.connected())
    defer { for descriptor in [idle, events] { close(descriptor) } }
    for (descriptor, path, last) in [(idle, "/", "a page"), (events, "/events", "still here")] {
      try client.write(
        "GET \(path) HTTP/1.1\r\nHost: \(client.host)\r\nConnection: keep-alive\r\n\r\n",
        to: descriptor)
      // Beside the threads on which the server answers, or it might wait for this.
      let text = await OwnThread.result("client") {
        var text = ""
        while !text.contains(last), let piece = client.read(descriptor) { text += piece }
        return text
      }
      try #require(text.contains(last), "\(text)")
    }
    hub.close()
    let start = ContinuousClock.now
    await listener.stop(grace: 100)
    #expect(ContinuousClock.now - start < .seconds(90))
    var rest = ""
    while let piece = client.read(events) { rest += piece }
    // The last piece of a body of unknown length.
    #expect(rest.hasSuffix("0\r\n\r\n"))
  }

  @Test func whatIsBeingAnsweredIsAnsweredToItsEnd() async throws {
    let listener = try await Listener(port: 0)
    let gate = Gate()
    let body = Data(repeating: UInt8(ascii: "x"), count: 4 << 20)
    await listener.answer { _ in
      await OwnThread.result("held") { gate.pass() }
      return HTTPResponse(statusCode: .ok, body: body)
    }
    let client = Client(port: listener.port)
    let answer = Task { await OwnThread.result("client") { Result { try client.get("/") } } }
    while gate.waitingCount == 0 { try await Task.sleep(for: .milliseconds(2)) }
    let stopping = Task { await listener.stop(grace: 100) }
    while await listener.isListening { try await Task.sleep(for: .milliseconds(2)) }
    gate.open()
    let response = try await answer.value.get()
    #expect(response.status == 200)
    #expect(response.body.utf8.count == body.count)
    await stopping.value
  }
}

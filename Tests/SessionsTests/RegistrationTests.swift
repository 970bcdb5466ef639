import Sessions
import Testing

@Suite struct RegistrationTests {
  @Test func theSameNameTwiceIsADiagnosticThatNamesBothPlugins() {
    let session = SessionFixture.session([
      SessionFixture.machine(), SessionFixture.machine(named: "server-2", plugin: "others"),
    ])
    defer { session.finish() }
    #expect(
      session.diagnostics == [
        "plugin others: the command 'greet' is already there, from plugin machines",
        "plugin others: the picture 'machines' is already there, from plugin machines",
        "plugin others: the setting 'colour' is already there, from plugin machines",
      ])
    #expect(session.scene().boxes.map { $0.label } == ["server-1"])
  }

  @Test func aSettingThatNobodyKnowsIsADiagnostic() {
    let session = SessionFixture.session(settings: ["clouds": 3])
    defer { session.finish() }
    #expect(session.diagnostics == ["no plugin knows the setting 'clouds'"])
  }

  @Test func aPluginSaysWhatIsWrongWithItsSetting() {
    let right = SessionFixture.session(settings: ["colour": "blue"])
    defer { right.finish() }
    #expect(right.diagnostics == [])
    let wrong = SessionFixture.session(settings: ["colour": "red"])
    defer { wrong.finish() }
    #expect(wrong.diagnostics == ["colour: only blue is there"])
  }

  @Test func whatAPluginAddedIsListed() {
    let session = SessionFixture.session()
    defer { session.finish() }
    let entries = session.registrations.entries.filter { $0.plugin == "machines" }
    #expect(
      entries.map { "\($0.kind.rawValue) \($0.name)" }
        == ["command greet", "picture machines", "setting colour", "explanation machines"])
  }
}

import Testing

@Suite("ConfigMaps, Secrets, fields and namespaces as a tutorial uses them")
struct ConfigurationTests {
  private static let manifest = """
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: conf }
    data: { color: red, app.properties: "a=1\\n" }
    ---
    apiVersion: v1
    kind: Secret
    metadata: { name: pass }
    stringData: { password: hidden }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: p, labels: { app: x } }
    spec:
      containers:
      - name: c
        image: busybox:1.36
        command: [ sleep, "100000" ]
        resources:
          requests: { cpu: 250m, memory: 64Mi }
          limits: { cpu: 1500m, memory: 128Mi }
        env:
        - { name: COLOR, valueFrom: { configMapKeyRef: { name: conf, key: color } } }
        - { name: PASS, valueFrom: { secretKeyRef: { name: pass, key: password } } }
        - { name: ME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
        - { name: LABEL, valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }
        - { name: CPU, valueFrom: { resourceFieldRef: { resource: limits.cpu } } }
        - name: MILLI
          valueFrom: { resourceFieldRef: { resource: requests.cpu, divisor: 1m } }
        - name: MEGA
          valueFrom: { resourceFieldRef: { resource: limits.memory, divisor: 1Mi } }
        - { name: BOTH, value: "$(ME)-$(COLOR)" }
        envFrom: [ { configMapRef: { name: conf }, prefix: CONF_ } ]
        volumeMounts:
        - { name: conf, mountPath: /conf }
        - { name: conf, mountPath: /one/app.properties, subPath: app.properties }
        - { name: some, mountPath: /some }
        - { name: pass, mountPath: /pass, readOnly: true }
        - { name: down, mountPath: /down }
      volumes:
      - { name: conf, configMap: { name: conf } }
      - name: some
        configMap: { name: conf, items: [ { key: color, path: sub/colour } ] }
      - { name: pass, secret: { secretName: pass } }
      - name: down
        downwardAPI:
          items:
          - { path: labels, fieldRef: { fieldPath: metadata.labels } }
          - { path: cpu, resourceFieldRef: { containerName: c, resource: limits.cpu } }
    """

  private func fixture() throws -> ConsoleFixture {
    let fixture = ConsoleFixture()
    try fixture.apply(ConfigurationTests.manifest)
    #expect(
      fixture.run("kubectl wait --for=condition=Ready pod/p --timeout=20s")
        == "pod/p condition met\n")
    return fixture
  }

  @Test("Variables come from keys, fields of the pod, amounts of the container, and each other")
  func variables() throws {
    let names = "COLOR PASS ME LABEL CPU MILLI MEGA BOTH CONF_color"
    #expect(
      try fixture().run("kubectl exec p -- printenv \(names)")
        == "red\nhidden\np\nx\n2\n250\n128\np-red\nred\n")
  }

  @Test("Keys become files; a change arrives within the sync period, but not through a subPath")
  func files() throws {
    let fixture = try fixture()
    let show = "kubectl exec p -- cat /conf/color /conf/app.properties /one/app.properties"
    #expect(
      fixture.run("kubectl exec p -- cat /some/sub/colour /pass/password /down/cpu")
        == "redhidden2")
    fixture.run(
      "kubectl patch cm conf -p '{\"data\":{\"color\":\"blue\",\"app.properties\":\"a=2\\n\"}}'")
    #expect(fixture.run(show) == "reda=1\na=1\n")
    fixture.run("sleep 120")
    #expect(fixture.run(show) == "bluea=2\na=1\n")
    #expect(fixture.run("kubectl exec p -- printenv COLOR") == "red\n")
    fixture.run("kubectl label pod p app=y --overwrite; sleep 120")
    #expect(fixture.run("kubectl exec p -- cat /down/labels") == "app=\"y\"")
    #expect(fixture.run("kubectl exec p -- printenv LABEL") == "x\n")
  }

  @Test("The namespace of the context is that of the commands after it")
  func namespaces() {
    let fixture = ConsoleFixture()
    fixture.run("kubectl create ns prod")
    #expect(
      fixture.run("kubectl config set-context --current --namespace=prod")
        == "Context \"kubernetes-admin@kubernetes\" modified.\n")
    #expect(fixture.run("kubectl get pods") == "No resources found in prod namespace.\n")
    fixture.run("kubectl run a --image=nginx:1.25")
    #expect(fixture.run("kubectl get pods -n prod -o name") == "pod/a\n")
    #expect(fixture.run("kubectl get pods -n default -o name") == "")
    #expect(
      fixture.run("kubectl config get-contexts | tail -1 | tr -s ' '")
        == "* kubernetes-admin@kubernetes kubernetes kubernetes-admin prod\n")
    #expect(
      fixture.run("kubectl config view --minify | grep namespace:") == "    namespace: prod\n")
    #expect(
      fixture.run("kubectl config use-context other")
        == "error: no context exists with the name: \"other\"\n[1]")
    #expect(fixture.run("kubectl delete ns prod") == "namespace \"prod\" deleted\n")
    #expect(
      fixture.run("kubectl run b --image=nginx:1.25")
        == "Error from server (NotFound): namespaces \"prod\" not found\n[1]")
  }

  @Test("run --expose makes a Service that leads to the pod")
  func expose() {
    let fixture = ConsoleFixture()
    #expect(
      fixture.run("kubectl run web --image=nginx:1.25 --port=80 --expose")
        == "service/web created\npod/web created\n")
    fixture.run("kubectl wait --for=condition=Ready pod/web")
    #expect(
      fixture.run("kubectl get endpoints web -o jsonpath='{.subsets[0].ports[0].port}'") == "80")
  }
}

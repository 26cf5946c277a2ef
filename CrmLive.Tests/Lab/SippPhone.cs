namespace CrmLive.Tests.Lab;

/// <summary>A telephone played by SIPp, for what no exchange does to another: putting the other side on hold by the telephone's own button (a second INVITE, RFC 3264).</summary>
public static class SippPhone
{
    /// <summary>Dials, talks, holds for a second, talks again, hangs up.</summary>
    public static async Task DialHoldAndHangUpAsync(AsteriskLab lab, string extension, string number)
    {
        var scenario = Path.Combine(Path.GetTempPath(), $"crmlive-sipp-{Guid.NewGuid():N}.xml");
        await File.WriteAllTextAsync(scenario, Scenario(extension, number));
        try
        {
            await Programs.RunAsync(["timeout", "60", Programs.Find("sipp")!, $"127.0.0.1:{lab.SipPort}", "-sf", scenario, "-i", "127.0.0.1", "-p", $"{FreePort.Udp()}", "-m", "1", "-nostdin"]);
        }
        finally
        {
            File.Delete(scenario);
        }
    }

    private static string Scenario(string extension, string number) => $"""
        <?xml version="1.0" encoding="ISO-8859-1" ?>
        <scenario name="hold">
          {Invite(extension, number, 1, "sendrecv")}
          <pause milliseconds="500"/>
          {Invite(extension, number, 2, "sendonly")}
          <pause milliseconds="1000"/>
          {Invite(extension, number, 3, "sendrecv")}
          <pause milliseconds="500"/>
          <send retrans="500"><![CDATA[
        {Head("BYE", extension, number, 4, "[peer_tag_param]")}
        Content-Length: 0

        ]]></send>
          <recv response="200"/>
        </scenario>
        """;

    private static string Invite(string extension, string number, int sequence, string direction) => $"""
        <send retrans="500"><![CDATA[
        {Head("INVITE", extension, number, sequence, sequence == 1 ? "" : "[peer_tag_param]")}
        Content-Type: application/sdp
        Content-Length: [len]

        v=0
        o=phone 1 {sequence} IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio [media_port] RTP/AVP 0
        a=rtpmap:0 PCMU/8000
        a={direction}
        ]]></send>
          <recv response="100" optional="true"/>
          <recv response="180" optional="true"/>
          <recv response="183" optional="true"/>
          <recv response="200"/>
          <send><![CDATA[
        {Head("ACK", extension, number, sequence, "[peer_tag_param]")}
        Content-Length: 0

        ]]></send>
        """;

    private static string Head(string method, string extension, string number, int sequence, string tag) => $"""
        {method} sip:{number}@[remote_ip]:[remote_port] SIP/2.0
        Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
        From: <sip:{extension}@[local_ip]>;tag=[call_number]
        To: <sip:{number}@[remote_ip]>{tag}
        Call-ID: [call_id]
        CSeq: {sequence} {method}
        Contact: <sip:{extension}@[local_ip]:[local_port]>
        Max-Forwards: 70
        """;
}

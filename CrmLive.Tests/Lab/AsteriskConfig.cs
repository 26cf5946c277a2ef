namespace CrmLive.Tests.Lab;

/// <summary>Configuration files of the lab's two Asterisks: the office's exchange, and the world of telephones around it.</summary>
internal static class AsteriskConfig
{
    private static readonly string[] Modules =
    [
        "res_timing_timerfd", "res_sorcery_config", "res_sorcery_memory", "res_sorcery_astdb", "res_pjproject", "res_pjsip", "res_pjsip_session",
        "res_pjsip_sdp_rtp", "res_rtp_asterisk", "res_pjsip_caller_id", "res_pjsip_endpoint_identifier_user", "res_pjsip_endpoint_identifier_ip",
        "res_pjsip_pubsub", "res_pjsip_refer", "res_pjsip_rfc3326", "res_pjsip_nat", "chan_pjsip", "pbx_config", "pbx_spool", "res_clioriginate", "app_dial", "app_queue",
        "app_mixmonitor", "app_stack", "app_playtones", "app_transfer", "app_senddtmf", "app_softhangup", "bridge_simple", "bridge_builtin_features",
        "bridge_holding", "bridge_native_rtp", "bridge_softmix", "codec_ulaw", "codec_resample", "format_wav", "format_pcm", "format_sln", "res_musiconhold",
        "func_callerid", "func_channel", "func_logic", "func_strings", "func_db", "func_cut",
    ];

    /// <summary>Telephones 101–104, a trunk, lines 22 555 01 xx (never given out), a queue, *2 for asking before handing a call on.</summary>
    public static Dictionary<string, string> Exchange(int sip, int worldSip, int ami, int rtp) => new(Common(ami, rtp))
    {
        ["pjsip.conf"] = $"""
            {Transport(sip)}
            [line](!)
            type=endpoint
            context=office
            disallow=all
            allow=ulaw
            direct_media=no
            [at](!)
            type=aor
            {string.Concat(Enumerable.Range(101, 4).Select(phone => $"[{phone}](line)\naors={phone}\ncallerid=Phone {phone} <{phone}>\n[{phone}](at)\ncontact=sip:{phone}@127.0.0.1:{worldSip}\n"))}
            [trunk](line)
            context=from-trunk
            trust_id_inbound=yes
            aors=trunk
            [trunk](at)
            contact=sip:127.0.0.1:{worldSip}

            """,
        ["extensions.conf"] = """
            [from-trunk]
            exten => 225550101,1,Dial(PJSIP/101,10,tT)
            exten => 225550102,1,Queue(sales,t,,,20)
            exten => 225550103,1,Dial(PJSIP/101&PJSIP/102,10,tT)
            exten => 225550104,1,MixMonitor(${UNIQUEID}.wav)
             same => n,Dial(PJSIP/101,10,tT)
            exten => 225550105,1,Dial(Local/101@office/n,10,tT)
            exten => 225550106,1,Dial(PJSIP/101,60,tT)
            [office]
            exten => 103,1,Dial(PJSIP/103,60,tT)
            exten => _1XX,1,Dial(PJSIP/${EXTEN},8,tT)
            exten => _0X.,1,Dial(PJSIP/${EXTEN:1}@trunk,20,tT)

            """,
        ["queues.conf"] = "[sales]\nstrategy=ringall\ntimeout=15\nretry=1\nmember => PJSIP/102\nmember => PJSIP/103\n",
        ["features.conf"] = """
            [general]
            transferannouncesound=@@/silence
            xfersound=@@/silence
            xferfailsound=@@/silence
            transferdigittimeout=3
            featuredigittimeout=5000
            atxfernoanswertimeout=8
            atxferdropcall=yes
            [featuremap]
            atxfer=*2

            """,
    };

    /// <summary>Every number of the world does what its entry "phone/number" in the database says; a channel carries its number as account.</summary>
    public static Dictionary<string, string> World(int sip, int exchangeSip, int ami, int rtp) => new(Common(ami, rtp))
    {
        ["pjsip.conf"] = $"""
            {Transport(sip)}
            [line](!)
            type=endpoint
            context=ring
            disallow=all
            allow=ulaw
            direct_media=no
            aors=exchange
            [trunk](line)
            from_user=trunk
            send_pai=yes
            {string.Concat(Enumerable.Range(101, 4).Select(phone => $"[{phone}](line)\nfrom_user={phone}\n"))}
            [exchange](line)
            [exchange]
            type=aor
            contact=sip:127.0.0.1:{exchangeSip}
            [exchange]
            type=identify
            endpoint=exchange
            match=127.0.0.1

            """,
        ["extensions.conf"] = $$"""
            [ring]
            exten => _X.,1,Set(CHANNEL(accountcode)=${EXTEN})
             same => n,GotoIf($["${DB(phone/${EXTEN})}"=""]?rings,1:${DB(phone/${EXTEN})},1)
            exten => rings,1,Ringing()
             same => n,Wait(300)
            exten => answers,1,Ringing()
             same => n,Wait(0.2)
             same => n,Answer()
             same => n,PlayTones(440)
             same => n,Wait(300)
            exten => busy,1,Hangup(17)
            exten => declines,1,Hangup(21)
            [hand]
            exten => _giveX.,1,Transfer(PJSIP/sip:${EXTEN:4}@127.0.0.1:{{exchangeSip}})
             same => n,Wait(300)
            exten => _askX.,1,SendDTMF(*2${EXTEN:3},100,100)
             same => n,Wait(300)
            exten => hold,1,SendDTMF(*2,100,100)
             same => n,Wait(300)

            """,
    };

    private static string Transport(int port) => $"[transport]\ntype=transport\nprotocol=udp\nbind=127.0.0.1:{port}";

    private static Dictionary<string, string> Common(int ami, int rtp) => new()
    {
        ["asterisk.conf"] = """
            [directories]
            astetcdir => @@
            astmoddir => /usr/lib/x86_64-linux-gnu/asterisk/modules
            astvarlibdir => /var/lib/asterisk
            astdatadir => /usr/share/asterisk
            astkeydir => /var/lib/asterisk
            astdbdir => @@/db
            astspooldir => @@/spool
            astrundir => @@/run
            astlogdir => @@/log

            """,
        ["modules.conf"] = "[modules]\nautoload=no\n" + string.Concat(Modules.Select(module => $"load => {module}.so\n")),
        ["manager.conf"] = $"[general]\nenabled=yes\nbindaddr=127.0.0.1\nport={ami}\ntimestampevents=yes\n[crmlive]\nsecret=lab\nread=call,agent,dialplan\nwrite=originate,reporting\neventfilter(action(exclude),name(Newexten)) =\nwritetimeout=5000\n",
        ["rtp.conf"] = $"[general]\nrtpstart={rtp}\nrtpend={rtp + 400}\n",
        ["logger.conf"] = "[general]\n[logfiles]\nconsole => warning,error\n",
        ["indications.conf"] = "[general]\ncountry=us\n[us]\ndescription=US\nringcadence=2000,4000\ndial=350+440\nbusy=480+620/500,0/500\nring=440+480/2000,0/4000\ncongestion=480+620/250,0/250\n",
        ["musiconhold.conf"] = "[default]\nmode=files\ndirectory=@@\n",
        ["queues.conf"] = "",
        ["features.conf"] = "",
        ["stasis.conf"] = "", ["cdr.conf"] = "", ["cel.conf"] = "", ["ccss.conf"] = "", ["udptl.conf"] = "", ["acl.conf"] = "",
        ["codecs.conf"] = "", ["pjproject.conf"] = "", ["sorcery.conf"] = "", ["cli.conf"] = "", ["dsp.conf"] = "", ["http.conf"] = "",
    };
}

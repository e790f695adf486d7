package latchkey.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSimilarityTest {

    @ParameterizedTest
    @CsvSource({
        "jane@gmial.com, jane@gmail.com, true",
        "jane@gmail.co, jane@gmail.com, true",
        "jane@gmail.com.au, jane@gmail.com, true",
        "jnae@example.test, jane@example.test, true",
        "jane@example.test, jane@example.test, false",
        "john@example.test, jane@example.test, false",
        "a@x.test, b@y.test, false",
        "nonsense, jane@example.test, false"
    })
    void addresses_are_alike_where_a_finger_slipped(String typed, String known, boolean alike) {
        assertThat(AddressSimilarity.isLikely(typed, known)).isEqualTo(alike);
    }

    @ParameterizedTest
    @CsvSource({
        "jane@gmial.com, gmail.com",
        "jane@gmial.con, gmail.com",
        "jane@gmailcom, gmail.com",
        "jane@gmail.com.au, gmail.com",
        "jane@hotmaill.co, hotmail.com",
        "jane@xrta.co.nz, xtra.co.nz",
        "jane@optusnet.com, optusnet.com.au",
        "jane@bigpond.com.ua, bigpond.com.au",
        "jane@aol.con, aol.com",
        "jane@gmail.net, gmail.com",
        "jane@gmail.co.nz, gmail.com",
        "jane@gmail.comau, gmail.com",
        "jane@icould.com, icloud.com",
        "jane@tgp.com.au, tpg.com.au",
        "jane@xtra.nz, xtra.co.nz",
        "jane@sbcglobal.com, sbcglobal.net",
        "jane@gmail.cpm, gmail.com",
        "jane@gnail.com, gmail.com",
        "jane@hotamil.com, hotmail.com",
        "jane@hotmail.con.au, hotmail.com.au",
        "jane@hotmail.com.ua, hotmail.com.au",
        "jane@outllok.com, outlook.com",
        "jane@outlook.co, outlook.com",
        "jane@bipgond.com, bigpond.com",
        "jane@bigpond.net, bigpond.net.au",
        "jane@xtraconz, xtra.co.nz",
        "jane@extra.co.nz, xtra.co.nz",
        "jane@xta.co.nz, xtra.co.nz",
        "jane@yhaoo.com, yahoo.com",
        "jane@yahoo.com.ua, yahoo.com.au",
        "jane@icloud.cm, icloud.com",
        "jane@ilcoud.com, icloud.com",
        "jane@oputsnet.com.au, optusnet.com.au",
        "jane@lvie.com, live.com",
        "jane@live.con, live.com",
        "jane@msn.con, msn.com",
        "jane@me.con, me.com",
        "jane@comcast.con, comcast.net",
        "jane@orcon.co.nz, orcon.net.nz",
    })
    void a_misspelt_domain_is_known(String address, String meant) {
        assertThat(AddressSimilarity.meant(address)).contains(meant);
    }

    /** Companies and providers that many have heard of; each is like a frequent one, or short. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "levi.com olive.com alive.com love.com line.com like.com life.com five.com give.com hive.com dive.com",
                "hive.co.uk five.com.au cloud.co cloud.io clear.com clear.co.nz clean.net.nz cleary.co.nz spark.com",
                "spark.co stark.co.nz shark.co.nz park.co.nz inspire.co.nz paradise.com dodo.com dodo.co adam.com",
                "charter.com spectrum.com frontier.co frontier.com.au verizon.com primus.com prism.com.au",
                "mailchimp.com main.com mall.com sail.com rail.com hail.com mail.ru mail.de web.de gmx.at t-online.de",
                "emails.com me.co me.com.au mac.com.au hey.co they.com pm.com pme.com line.me zoo.com",
                "hotmail.de hotmail.it hotmail.com.tr hotmail.com.mx live.se live.com.sg live.com.my outlook.de",
                "outlook.jp yahoo.es yahoo.it yahoo.co.jp yahoo.com.tr optus.com.au telstra.com.au iinet.com",
                "google.com apple.com meta.com amazon.com ibm.com hp.com amd.com sap.com dell.com cisco.com adobe.com",
                "ms.com db.com ubs.com bp.com ge.com gm.com lg.com hm.com bmw.com vw.com kia.com ford.com gap.com",
                "nike.com sony.com ikea.com lego.com visa.com citi.com ebay.com uber.com bt.com sky.com bbc.co.uk",
                "box.com fox.com cnn.com abc.net.au sbs.com.au news.com.au anz.com nab.com.au asb.co.nz bnz.co.nz",
                "bhp.com arup.com ghd.com beca.com aecom.com xero.com airnz.co.nz metricon.com.au mit.edu yale.edu",
                "orange.fr free.fr qq.com 163.com naver.com ukr.net yandex.ru tuta.io zoho.eu shaw.ca bell.net juno.com",
            })
    void a_companys_domain_is_left_alone(String domains) {
        for (String domain : domains.split(" ", -1)) {
            assertThat(AddressSimilarity.meant("jane@" + domain)).as(domain).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@gmail.com",
                "jane@mail.com",
                "jane@ymail.com",
                "jane@example.test",
                "jane@xero.co.nz",
                "jane@aon.com",
                "jane@ms.com",
                "jane@yahoo.de",
                "jane@yahoo.com.br",
                "jane@y7mail.com",
                "jane@cloud.com",
                "jane@telstra.com.au",
                "jane@live.nl",
                "jane@comcast.com",
                "jane@cox.com",
                "jane@smith.com.au",
                "nonsense",
            })
    void a_domain_of_its_own_is_left_alone(String address) {
        assertThat(AddressSimilarity.meant(address)).isEmpty();
    }
}

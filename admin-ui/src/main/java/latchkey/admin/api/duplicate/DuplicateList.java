package latchkey.admin.api.duplicate;

import java.util.List;

/**
 * The contacts that already have what was typed.
 *
 * @param addressInUse whether an account has the address: nobody else can be invited with it
 */
public record DuplicateList(List<Duplicate> items, boolean addressInUse) {

    public static final DuplicateList NONE = new DuplicateList(List.of(), false);
}
